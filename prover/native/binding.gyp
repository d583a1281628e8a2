{
  "variables": {
    "sources%": ["addon/addon.cpp", "addon/environment.cpp", "addon/witness.cpp"],
    "sanitize%": 0
  },
  "target_defaults": {
    "defines": ["NAPI_VERSION=8"],
    "cflags!": ["-O3", "-fno-omit-frame-pointer"],
    "cflags_cc!": ["-fno-exceptions", "-fno-rtti", "-std=gnu++17", "-std=gnu++20"],
    "cflags_cc": ["-std=c++17", "-O2", "-fexceptions", "-fvisibility=hidden", "-fno-gnu-unique", "-Wall", "-Wextra", "-Wno-missing-field-initializers"],
    "xcode_settings": {
      "GCC_ENABLE_CPP_EXCEPTIONS": "YES",
      "CLANG_CXX_LANGUAGE_STANDARD": "c++17",
      "OTHER_CPLUSPLUSFLAGS": ["-O2", "-fvisibility=hidden"]
    },
    "conditions": [
      ["sanitize==1", {
        "cflags_cc": ["-O1", "-g1", "-fsanitize=address,undefined", "-fno-sanitize-recover=all", "-fno-omit-frame-pointer"],
        "ldflags": ["-fsanitize=address,undefined"]
      }]
    ]
  },
  "targets": [
    { "target_name": "processor", "sources": ["addon/processor.cpp"] },
    { "target_name": "portable", "sources": ["<@(sources)"] }
  ],
  "conditions": [
    ["target_arch=='x64'", {
      "targets": [
        {
          "target_name": "adx",
          "sources": ["<@(sources)"],
          "cflags_cc": ["-mbmi2", "-madx"],
          "xcode_settings": { "OTHER_CPLUSPLUSFLAGS": ["-mbmi2", "-madx"] }
        },
        {
          "target_name": "ifma",
          "sources": ["<@(sources)"],
          "defines": ["CLAUSEPROOF_IFMA"],
          "cflags_cc": ["-mavx512f", "-mavx512dq", "-mavx512bw", "-mavx512vl", "-mavx512ifma", "-mbmi2", "-madx", "-Wno-uninitialized", "-Wno-maybe-uninitialized"],
          "xcode_settings": { "OTHER_CPLUSPLUSFLAGS": ["-mavx512f", "-mavx512dq", "-mavx512bw", "-mavx512vl", "-mavx512ifma", "-mbmi2", "-madx"] }
        }
      ]
    }]
  ]
}
