# How everything here is compiled, and the functions that the build is written in:
#   add_floor(NAME SOURCES … USES lower floors… LIBS pkg-config modules…)
#   embed_migrations(OUT HEADER NAME files…)                 numbered schema files as a C source
#   add_program(NAME SOURCES … USES floors…)                 a program of the product
#   add_unit(NAME SOURCES … USES floors… LIBS … LABELS …)    a cmocka test program
#   add_script(NAME COMMAND … LABELS … [TIMEOUT s] [SERIAL]) a test that is a script
# A test that this machine cannot run prints "SKIP: reason" and exits 77. The target `programs` is
# what a kiosk needs; `all` is that and the tests.
find_package(PkgConfig REQUIRED)

add_library(anjungan_options INTERFACE)
target_compile_definitions(anjungan_options INTERFACE _GNU_SOURCE ANJUNGAN_VERSION="${PROJECT_VERSION}")
target_compile_options(anjungan_options INTERFACE
    -Wall -Wextra -Wpedantic -Werror -Wshadow -Wconversion -Wswitch-enum -Wstrict-prototypes
    -Wmissing-prototypes -Wformat=2 -Wvla -Wundef -Wno-format-nonliteral
    -fno-common -fvisibility=hidden -fno-strict-aliasing)
if(ANJUNGAN_SANITIZE)
    target_compile_options(anjungan_options INTERFACE
        -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(anjungan_options INTERFACE -fsanitize=address,undefined)
endif()
if(CMAKE_BUILD_TYPE STREQUAL "Release")
    target_compile_options(anjungan_options INTERFACE
        -O2 -UNDEBUG -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong -fPIE
        -fstack-clash-protection -fcf-protection)
    target_link_options(anjungan_options INTERFACE -pie -Wl,-z,relro,-z,now -Wl,--as-needed)
endif()

# pkg-config modules become imported targets once, by name.
function(link_modules target visibility)
    foreach(module IN LISTS ARGN)
        string(MAKE_C_IDENTIFIER "${module}" id)
        if(NOT TARGET PkgConfig::${id})
            pkg_check_modules(${id} REQUIRED IMPORTED_TARGET GLOBAL ${module})
        endif()
        target_link_libraries(${target} ${visibility} PkgConfig::${id})
    endforeach()
endfunction()

function(add_floor name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBS" ${ARGN})
    add_library(floor_${name} STATIC ${arg_SOURCES})
    target_include_directories(floor_${name}
        PUBLIC "${PROJECT_SOURCE_DIR}/include" PRIVATE "${PROJECT_SOURCE_DIR}/kiosk")
    target_link_libraries(floor_${name} PRIVATE anjungan_options)
    foreach(lower IN LISTS arg_USES)
        target_link_libraries(floor_${name} PUBLIC floor_${lower})
    endforeach()
    # What the tests spend their time in.
    if(CMAKE_BUILD_TYPE STREQUAL "Debug" AND CMAKE_C_COMPILER_ID STREQUAL "GNU")
        target_compile_options(floor_${name} PRIVATE -Og)
    endif()
    link_modules(floor_${name} PRIVATE ${arg_LIBS})
endfunction()

# One C source of numbered schema files, its name into `out`: struct `name`, which `header` declares,
# as `name`s and `name`_count.
function(embed_migrations out header name)
    set(embedded "${CMAKE_CURRENT_BINARY_DIR}/${name}s.c")
    list(TRANSFORM ARGN PREPEND "${CMAKE_CURRENT_SOURCE_DIR}/")
    add_custom_command(OUTPUT "${embedded}"
        COMMAND "${CMAKE_COMMAND}" "-DOUT=${embedded}" "-DIN=${ARGN}" "-DHEADER=${header}" "-DNAME=${name}"
                -P "${PROJECT_SOURCE_DIR}/kiosk/cmake/embed.cmake"
        DEPENDS ${ARGN} "${PROJECT_SOURCE_DIR}/kiosk/cmake/embed.cmake" VERBATIM)
    set(${out} "${embedded}" PARENT_SCOPE)
endfunction()

add_custom_target(programs)

function(add_program name)
    add_executable_of_floors(${name} ${ARGN})
    add_dependencies(programs ${name})
endfunction()

function(add_executable_of_floors name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBS" ${ARGN})
    add_executable(${name} ${arg_SOURCES})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/kiosk")
    target_link_libraries(${name} PRIVATE anjungan_options)
    foreach(floor IN LISTS arg_USES)
        target_link_libraries(${name} PRIVATE floor_${floor})
    endforeach()
    link_modules(${name} PRIVATE ${arg_LIBS})
endfunction()

function(add_unit name)
    cmake_parse_arguments(arg "" "" "SOURCES;USES;LIBS;LABELS" ${ARGN})
    add_executable_of_floors(${name} SOURCES ${arg_SOURCES} USES ${arg_USES} LIBS cmocka ${arg_LIBS})
    target_include_directories(${name} PRIVATE "${PROJECT_SOURCE_DIR}/tests")
    target_compile_definitions(${name} PRIVATE SOURCE_DIR="${PROJECT_SOURCE_DIR}"
        BINARY_DIR="${CMAKE_BINARY_DIR}")
    if(NOT arg_LABELS)
        set(arg_LABELS fast)
    endif()
    add_test(NAME ${name} COMMAND ${name})
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT 900 SKIP_RETURN_CODE 77)
endfunction()

function(add_script name)
    cmake_parse_arguments(arg "SERIAL" "TIMEOUT" "COMMAND;LABELS" ${ARGN})
    if(NOT arg_TIMEOUT)
        set(arg_TIMEOUT 900)
    endif()
    add_test(NAME ${name} COMMAND ${arg_COMMAND} WORKING_DIRECTORY "${PROJECT_SOURCE_DIR}")
    set_tests_properties(${name} PROPERTIES LABELS "${arg_LABELS}" TIMEOUT ${arg_TIMEOUT}
        SKIP_RETURN_CODE 77 RUN_SERIAL "${arg_SERIAL}"
        ENVIRONMENT "BINARY_DIR=${CMAKE_BINARY_DIR};SOURCE_DIR=${PROJECT_SOURCE_DIR}")
endfunction()
