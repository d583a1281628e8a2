cmd_Release/obj.target/portable/addon/addon.o := g++ -o Release/obj.target/portable/addon/addon.o ../addon/addon.cpp '-DNAPI_VERSION=8' '-DNODE_GYP_MODULE_NAME=portable' '-DUSING_UV_SHARED=1' '-DUSING_V8_SHARED=1' '-DV8_DEPRECATION_WARNINGS=1' '-D_GLIBCXX_USE_CXX11_ABI=1' '-D_FILE_OFFSET_BITS=64' '-D_LARGEFILE_SOURCE' '-D__STDC_FORMAT_MACROS' '-DOPENSSL_NO_PINSHARED' '-DOPENSSL_THREADS' '-DBUILDING_NODE_EXTENSION' -I/usr/include/node -I/usr/src -I/usr/deps/openssl/config -I/usr/deps/openssl/openssl/include -I/usr/deps/uv/include -I/usr/deps/zlib -I/usr/deps/v8/include  -fPIC -pthread -Wall -Wextra -Wno-unused-parameter -m64 -std=c++17 -O2 -fexceptions -fvisibility=hidden -fno-gnu-unique -Wall -Wextra -Wno-missing-field-initializers -MMD -MF ./Release/.deps/Release/obj.target/portable/addon/addon.o.d.raw   -c
Release/obj.target/portable/addon/addon.o: ../addon/addon.cpp \
 ../addon/../groth16/encoding.hpp \
 ../addon/../groth16/../curve/jacobian.hpp \
 ../addon/../groth16/../curve/group.hpp \
 ../addon/../groth16/../curve/../field/quadratic.hpp \
 ../addon/../groth16/../curve/../field/lanes.hpp \
 ../addon/../groth16/../curve/../field/lanes-portable.hpp \
 ../addon/../groth16/../curve/../field/montgomery.hpp \
 ../addon/../groth16/../curve/../field/modulus.hpp \
 ../addon/../groth16/prove.hpp ../addon/../groth16/../msm/buckets.hpp \
 ../addon/../groth16/../msm/../curve/sum-chains.hpp \
 ../addon/../groth16/../msm/../curve/chains.hpp \
 ../addon/../groth16/../msm/../curve/../parallel/workers.hpp \
 ../addon/../groth16/../msm/../curve/batch.hpp \
 ../addon/../groth16/../msm/../curve/../field/invert-all.hpp \
 ../addon/../groth16/../msm/plan.hpp \
 ../addon/../groth16/../msm/digits.hpp \
 ../addon/../groth16/proving-key.hpp \
 ../addon/../groth16/../fft/transform.hpp \
 ../addon/../groth16/../fft/roots.hpp \
 ../addon/../groth16/../msm/wire-tables.hpp \
 ../addon/../groth16/../msm/arena.hpp \
 ../addon/../groth16/../msm/multiples.hpp \
 ../addon/../groth16/constraints.hpp ../addon/../groth16/zkey.hpp \
 ../addon/../groth16/failure.hpp ../addon/../groth16/load-points.hpp \
 ../addon/../groth16/wire-digits.hpp ../addon/../groth16/key-cache.hpp \
 ../addon/../groth16/random.hpp ../addon/../msm/generator-multiples.hpp \
 ../addon/environment.hpp /usr/include/node/node_api.h \
 /usr/include/node/js_native_api.h \
 /usr/include/node/js_native_api_types.h \
 /usr/include/node/node_api_types.h /usr/include/node/uv.h \
 /usr/include/node/uv/errno.h /usr/include/node/uv/version.h \
 /usr/include/node/uv/unix.h /usr/include/node/uv/threadpool.h \
 /usr/include/node/uv/linux.h ../addon/values.hpp
../addon/addon.cpp:
../addon/../groth16/encoding.hpp:
../addon/../groth16/../curve/jacobian.hpp:
../addon/../groth16/../curve/group.hpp:
../addon/../groth16/../curve/../field/quadratic.hpp:
../addon/../groth16/../curve/../field/lanes.hpp:
../addon/../groth16/../curve/../field/lanes-portable.hpp:
../addon/../groth16/../curve/../field/montgomery.hpp:
../addon/../groth16/../curve/../field/modulus.hpp:
../addon/../groth16/prove.hpp:
../addon/../groth16/../msm/buckets.hpp:
../addon/../groth16/../msm/../curve/sum-chains.hpp:
../addon/../groth16/../msm/../curve/chains.hpp:
../addon/../groth16/../msm/../curve/../parallel/workers.hpp:
../addon/../groth16/../msm/../curve/batch.hpp:
../addon/../groth16/../msm/../curve/../field/invert-all.hpp:
../addon/../groth16/../msm/plan.hpp:
../addon/../groth16/../msm/digits.hpp:
../addon/../groth16/proving-key.hpp:
../addon/../groth16/../fft/transform.hpp:
../addon/../groth16/../fft/roots.hpp:
../addon/../groth16/../msm/wire-tables.hpp:
../addon/../groth16/../msm/arena.hpp:
../addon/../groth16/../msm/multiples.hpp:
../addon/../groth16/constraints.hpp:
../addon/../groth16/zkey.hpp:
../addon/../groth16/failure.hpp:
../addon/../groth16/load-points.hpp:
../addon/../groth16/wire-digits.hpp:
../addon/../groth16/key-cache.hpp:
../addon/../groth16/random.hpp:
../addon/../msm/generator-multiples.hpp:
../addon/environment.hpp:
/usr/include/node/node_api.h:
/usr/include/node/js_native_api.h:
/usr/include/node/js_native_api_types.h:
/usr/include/node/node_api_types.h:
/usr/include/node/uv.h:
/usr/include/node/uv/errno.h:
/usr/include/node/uv/version.h:
/usr/include/node/uv/unix.h:
/usr/include/node/uv/threadpool.h:
/usr/include/node/uv/linux.h:
../addon/values.hpp:
