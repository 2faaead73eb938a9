#include "cp/office/feed_index.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <memory>
#include <pugixml.hpp>

#include "exchange/base/text.hpp"

namespace baken::cp {
namespace {

struct FreeUrl {
    void operator()(CURLU* url) const { curl_url_cleanup(url); }
};
using Url = std::unique_ptr<CURLU, FreeUrl>;

// Feeds bind the namespace to any prefix, and some to none.
std::string_view bare_name(const pugi::xml_node& node) {
    std::string_view name = node.name();
    auto colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string link_of_entry(const pugi::xml_node& entry) {
    std::string first;
    for (auto child : entry.children()) {
        if (bare_name(child) != "link") continue;
        std::string_view type = child.attribute("type").value();
        std::string href(trim(child.attribute("href").value()));
        if (type == "application/cap+xml") return href;
        bool for_people = type.find("html") != std::string_view::npos;
        if (first.empty() && !for_people) first = std::move(href);
    }
    return first;
}

std::string link_of_item(const pugi::xml_node& item) {
    for (auto child : item.children()) {
        if (bare_name(child) == "link") return std::string(trim(child.text().get()));
    }
    return {};
}

void collect(const pugi::xml_node& parent, std::vector<std::string>& found) {
    for (auto child : parent.children()) {
        auto name = bare_name(child);
        if (name == "channel") collect(child, found);
        if (name != "entry" && name != "item") continue;
        auto link = name == "entry" ? link_of_entry(child) : link_of_item(child);
        bool wanted = !link.empty() && found.size() < kMostFeedEntries && std::ranges::find(found, link) == found.end();
        if (wanted) found.push_back(std::move(link));
    }
}

std::string part_of(const Url& url, CURLUPart part) {
    char* text = nullptr;
    if (curl_url_get(url.get(), part, &text, part == CURLUPART_PORT ? CURLU_DEFAULT_PORT : 0U) != CURLUE_OK) return {};
    std::string copy = text == nullptr ? "" : text;
    curl_free(text);
    return copy;
}

}  // namespace

Result<std::vector<std::string>> read_feed_index(std::string_view bytes) {
    pugi::xml_document document;
    auto parsed = document.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype);
    if (!parsed) return refuse("feed.xml", parsed.description());
    for (auto node : document.children()) {
        if (node.type() == pugi::node_doctype) return refuse("feed.xml", "a document type is declared");
    }
    auto root = document.document_element();
    auto name = bare_name(root);
    if (name != "feed" && name != "rss" && name != "RDF") {
        return refuse("feed.format", "this is neither an Atom nor an RSS feed");
    }
    std::vector<std::string> found;
    collect(root, found);
    return found;
}

Result<std::string> resolve_entry(const std::string& index, const std::string& entry) {
    Url url(curl_url());
    bool fine = url && curl_url_set(url.get(), CURLUPART_URL, index.c_str(), 0) == CURLUE_OK;
    if (!fine) return refuse("feed.address", "the address of the index is none");
    std::array<std::string, 3> home{part_of(url, CURLUPART_SCHEME), part_of(url, CURLUPART_HOST),
                                    part_of(url, CURLUPART_PORT)};
    if (curl_url_set(url.get(), CURLUPART_URL, entry.c_str(), 0) != CURLUE_OK) {
        return refuse("feed.address", "an entry has no address that could be asked");
    }
    std::array<std::string, 3> there{part_of(url, CURLUPART_SCHEME), part_of(url, CURLUPART_HOST),
                                     part_of(url, CURLUPART_PORT)};
    if (home != there) return refuse("feed.address", "an entry leads to another machine than the index");
    return part_of(url, CURLUPART_URL);
}

}  // namespace baken::cp
