// libcurl, taken in when the first request is made: it brings twenty libraries with it, which a kiosk that starts
// would wait for before it shows anything, and one without a network never needs.
#pragma once

#include <curl/curl.h>

#include "exchange/base/error.hpp"

namespace baken::sync {

// What of libcurl's easy and multi interfaces is used; the names are libcurl's without "curl_".
struct CurlLibrary {
    // The one of this process, started at the first call and never let go. Safe from any thread. Errors: http.start
    // (the library is not there, or does not start).
    [[nodiscard]] static Result<const CurlLibrary*> load();

    decltype(&curl_global_init) global_init = nullptr;
    decltype(&curl_getdate) getdate = nullptr;
    decltype(&curl_slist_append) slist_append = nullptr;
    decltype(&curl_slist_free_all) slist_free_all = nullptr;
    decltype(&curl_easy_init) easy_init = nullptr;
    decltype(&curl_easy_reset) easy_reset = nullptr;
    decltype(&curl_easy_setopt) easy_setopt = nullptr;
    decltype(&curl_easy_strerror) easy_strerror = nullptr;
    decltype(&curl_easy_cleanup) easy_cleanup = nullptr;
    decltype(&curl_multi_init) multi_init = nullptr;
    decltype(&curl_multi_add_handle) multi_add_handle = nullptr;
    decltype(&curl_multi_remove_handle) multi_remove_handle = nullptr;
    decltype(&curl_multi_perform) multi_perform = nullptr;
    decltype(&curl_multi_info_read) multi_info_read = nullptr;
    decltype(&curl_multi_poll) multi_poll = nullptr;
    decltype(&curl_multi_cleanup) multi_cleanup = nullptr;
};

}  // namespace baken::sync
