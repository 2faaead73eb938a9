#include "kiosk/sync/curl_library.hpp"

#include <dlfcn.h>

#include <string>

namespace baken::sync {
namespace {

Result<CurlLibrary> open_library() {
    void* opened = dlopen("libcurl.so.4", RTLD_NOW | RTLD_LOCAL);
    if (opened == nullptr) return refuse("http.start", dlerror(), "install libcurl4");
    std::string missing;
    auto find = [&](auto& function, const char* name) {
        void* found = dlsym(opened, name);
        if (found == nullptr) missing = name;
        function = reinterpret_cast<std::remove_reference_t<decltype(function)>>(found);
    };
    CurlLibrary curl;
    find(curl.global_init, "curl_global_init");
    find(curl.getdate, "curl_getdate");
    find(curl.slist_append, "curl_slist_append");
    find(curl.slist_free_all, "curl_slist_free_all");
    find(curl.easy_init, "curl_easy_init");
    find(curl.easy_reset, "curl_easy_reset");
    find(curl.easy_setopt, "curl_easy_setopt");
    find(curl.easy_strerror, "curl_easy_strerror");
    find(curl.easy_cleanup, "curl_easy_cleanup");
    find(curl.multi_init, "curl_multi_init");
    find(curl.multi_add_handle, "curl_multi_add_handle");
    find(curl.multi_remove_handle, "curl_multi_remove_handle");
    find(curl.multi_perform, "curl_multi_perform");
    find(curl.multi_info_read, "curl_multi_info_read");
    find(curl.multi_poll, "curl_multi_poll");
    find(curl.multi_cleanup, "curl_multi_cleanup");
    if (!missing.empty()) return refuse("http.start", "libcurl has no " + missing, "install libcurl4");
    if (curl.global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) return refuse("http.start", "libcurl does not start");
    return curl;
}

}  // namespace

Result<const CurlLibrary*> CurlLibrary::load() {
    static const Result<CurlLibrary> library = open_library();
    if (!library) return std::unexpected(library.error());
    return &*library;
}

}  // namespace baken::sync
