#pragma once

#include "Counting.h"
#include "InstructionSet.h"
#include "KernelChoices.h"
#include "KernelStep.h"
#include "PartOfVector.h"
#include "Prefetch.h"
#include "VectorArithmetic.h"
#include "VectorConversion.h"
#include "VectorRoot.h"
#include "VectorSelection.h"
