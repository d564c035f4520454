#pragma once

#include "InstructionSet.h"
#include "KernelStep.h"
#include "VectorRoot.h"
