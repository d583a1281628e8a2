/** The lanes of the kernel that is being compiled: CLAUSEPROOF_IFMA picks AVX-512-IFMA, otherwise portable C++. */
#pragma once
#ifdef CLAUSEPROOF_IFMA
#include "lanes-ifma.hpp"
#else
#include "lanes-portable.hpp"
#endif
