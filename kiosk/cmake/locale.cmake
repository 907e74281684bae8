# Translations: assets/locale/LANG.po → BUILD/share/locale/LANG/LC_MESSAGES/anjungan.mo.
# msgfmt --check refuses a translation whose placeholders or plural forms do not fit.
find_program(MSGFMT_PROGRAM msgfmt REQUIRED)
file(GLOB catalogues CONFIGURE_DEPENDS "${PROJECT_SOURCE_DIR}/assets/locale/*.po")

set(compiled)
foreach(po IN LISTS catalogues)
    get_filename_component(lang "${po}" NAME_WE)
    set(folder "${CMAKE_BINARY_DIR}/share/locale/${lang}/LC_MESSAGES")
    add_custom_command(
        OUTPUT "${folder}/anjungan.mo"
        COMMAND "${CMAKE_COMMAND}" -E make_directory "${folder}"
        COMMAND "${MSGFMT_PROGRAM}" --check -o "${folder}/anjungan.mo" "${po}"
        DEPENDS "${po}" VERBATIM COMMENT "Compiling ${lang}.po")
    install(FILES "${folder}/anjungan.mo" DESTINATION "${CMAKE_INSTALL_LOCALEDIR}/${lang}/LC_MESSAGES")
    list(APPEND compiled "${folder}/anjungan.mo")
endforeach()
add_custom_target(locale ALL DEPENDS ${compiled})
