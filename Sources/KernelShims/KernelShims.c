#include "KernelShims.h"
