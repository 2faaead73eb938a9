# How every room of the house is built. A room is a folder with one static library; what it may stand on is the
# link list it declares here, which tests/house/includes.sh compares with the #include lines.
set(CMAKE_CXX_STANDARD 23)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)

# Tests, benchmarks, ./run and the image stand on the very same objects, so a compiler cache makes them once. Lines are
# enough debugging information for a trace, and save a third of the compiler's time.
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g1 -DNDEBUG")
option(BAKEN_TESTS "Build the tests" ON)
option(BAKEN_FUZZ "Build the fuzz targets (clang only)" OFF)
set(BAKEN_SANITIZE "" CACHE STRING "Sanitizers, comma separated")

find_package(PkgConfig REQUIRED)

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM)
  # The base folder makes a second clone hit the same cache; the sloppiness is what ccache asks for with precompiled headers.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1
    CCACHE_SLOPPINESS=pch_defines,time_macros,include_file_mtime,include_file_ctime ${CCACHE_PROGRAM})
endif()

add_library(baken_options INTERFACE)
target_include_directories(baken_options INTERFACE ${CMAKE_SOURCE_DIR})
# Clang objects to what libstdc++ 12 itself does inside stable_sort.
target_compile_options(baken_options INTERFACE
  $<$<CXX_COMPILER_ID:Clang>:-Wno-deprecated-declarations>
  -Wall -Wextra -Wpedantic -Werror -Wno-missing-field-initializers -ffile-prefix-map=${CMAKE_SOURCE_DIR}=.
  $<$<CXX_COMPILER_ID:GNU>:-fpch-preprocess>
  # gcc 12 sees overflows in its own std::string (its bug 105329 and kin).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-stringop-overflow -Wno-restrict>
  # Under the sanitizers several files are compiled as one, in which g++ takes a hidden type for a visible one.
  $<$<AND:$<CXX_COMPILER_ID:GNU>,$<BOOL:${CMAKE_UNITY_BUILD}>>:-Wno-subobject-linkage>
  $<$<CONFIG:Debug>:-O1>)
target_compile_definitions(baken_options INTERFACE $<$<NOT:$<CONFIG:Debug>>:_FORTIFY_SOURCE=2>)
if(BAKEN_SANITIZE)
  # g++ 12 sees uninitialized variants behind its own instrumentation; the plain build keeps the warning.
  target_compile_options(baken_options INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized>)
  target_compile_options(baken_options INTERFACE -fsanitize=${BAKEN_SANITIZE} -fno-omit-frame-pointer -g1)
  if(NOT BAKEN_SANITIZE STREQUAL "thread")
    target_compile_options(baken_options INTERFACE -fno-sanitize-recover=all)
  endif()
  target_link_options(baken_options INTERFACE -fsanitize=${BAKEN_SANITIZE})
endif()
if(BAKEN_FUZZ)
  target_compile_options(baken_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

# baken_room(NAME [SOURCES ...] [HEADERS ...] [USES room ...] [PRIVATE library ...] [PUBLIC library ...])
# HEADERS are checked to compile alone. USES names other rooms; PRIVATE and PUBLIC name outside libraries.
function(baken_room NAME)
  cmake_parse_arguments(ROOM "" "" "SOURCES;HEADERS;USES;PRIVATE;PUBLIC" ${ARGN})
  add_library(${NAME} STATIC ${ROOM_SOURCES})
  target_sources(${NAME} PUBLIC FILE_SET HEADERS BASE_DIRS ${CMAKE_SOURCE_DIR} FILES ${ROOM_HEADERS})
  target_link_libraries(${NAME} PUBLIC baken_options ${ROOM_USES} ${ROOM_PUBLIC} PRIVATE ${ROOM_PRIVATE})
  target_precompile_headers(${NAME} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.hpp)
endfunction()

# baken_program(NAME SOURCES ... USES room ...)
function(baken_program NAME)
  cmake_parse_arguments(PROGRAM "" "" "SOURCES;USES;PRIVATE" ${ARGN})
  add_executable(${NAME} ${PROGRAM_SOURCES})
  target_link_libraries(${NAME} PRIVATE baken_options ${PROGRAM_USES} ${PROGRAM_PRIVATE})
  target_precompile_headers(${NAME} PRIVATE ${CMAKE_SOURCE_DIR}/cmake/pch.hpp)
  set_target_properties(${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/bin)
endfunction()

# baken_fuzz(NAME SOURCE USES room ...): a libFuzzer target; its corpus is tests/fuzz/corpus/NAME.
function(baken_fuzz NAME SOURCE)
  if(NOT BAKEN_FUZZ)
    return()
  endif()
  cmake_parse_arguments(FUZZ "" "" "USES" ${ARGN})
  add_executable(fuzz_${NAME} ${SOURCE})
  target_link_libraries(fuzz_${NAME} PRIVATE baken_options ${FUZZ_USES})
  target_link_options(fuzz_${NAME} PRIVATE -fsanitize=fuzzer)
  set_target_properties(fuzz_${NAME} PROPERTIES RUNTIME_OUTPUT_DIRECTORY ${CMAKE_BINARY_DIR}/fuzz)
endfunction()
