#pragma once

#include "InstructionSet.h"
#include "KernelStep.h"
#include "VectorConversion.h"
#include "VectorRoot.h"
