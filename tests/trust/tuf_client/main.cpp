// tuf-client: the updater behind the command protocol of the public TUF conformance suite. It follows the
// specification strictly, expiry included; the kiosk's own policy is tested elsewhere. Status 0 is success, 1 is not.
#include <curl/curl.h>
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "exchange/base/clock.hpp"
#include "exchange/base/disk_files.hpp"
#include "exchange/trust/encoding.hpp"
#include "exchange/trust/updater.hpp"
#include "tests/trust/tuf_client/http_repository.hpp"

using namespace baken;
using namespace baken::trust;

namespace {

struct Arguments {
    std::string metadata_folder;
    std::string metadata_url;
    std::string targets_url;
    std::string targets_folder;
    std::vector<std::string> target_names;
    std::string root_file;
};

Done init(DiskFiles& files, const Arguments& arguments) {
    TRY(auto root, files.read(arguments.root_file, ByteLimit{512'000}));
    if (!root) return refuse("init.root", arguments.root_file + ": there is no such file");
    TRY_DONE(files.make_folder(arguments.metadata_folder));
    return FolderStore(files, arguments.metadata_folder).save("root", *root);
}

Done refresh(DiskFiles& files, const Arguments& arguments) {
    FolderStore store(files, arguments.metadata_folder);
    tuf_client::HttpRepository repository(arguments.metadata_url, {});
    TRY(auto updater, Updater::begin(store, repository, SystemClock().now(), ExpiryPolicy::Strict));
    return updater.refresh();
}

Done download_one(DiskFiles& files, Updater& updater, const Path& folder, const std::string& name) {
    TRY(auto target, updater.find(name));
    if (!target) return refuse("tuf.target.unknown", name + ": nobody signs for it");
    auto place = folder / percent_quote(name);
    auto kept = files.read(place, ByteLimit{target->facts.length.value_or(0)});
    if (kept && *kept && check_file(**kept, target->facts, "tuf.target")) return {};
    TRY(auto bytes, updater.fetch(*target));
    return files.replace(place, bytes);
}

Done download(DiskFiles& files, const Arguments& arguments) {
    FolderStore store(files, arguments.metadata_folder);
    tuf_client::HttpRepository repository(arguments.metadata_url, arguments.targets_url);
    TRY(auto updater, Updater::begin(store, repository, SystemClock().now(), ExpiryPolicy::Strict));
    TRY_DONE(updater.refresh());
    TRY_DONE(files.make_folder(arguments.targets_folder));
    for (const auto& name : arguments.target_names) {
        TRY_DONE(download_one(files, updater, arguments.targets_folder, name));
    }
    return {};
}

int report(const Done& done) {
    if (done) return 0;
    std::fputs(fmt::format("tuf-client: {}\n", done.error().text()).c_str(), stderr);
    return 1;
}

}  // namespace

int main(int count, char** words) {
    Arguments arguments;
    CLI::App app("A strict TUF client for conformance tests");
    app.fallthrough();
    app.require_subcommand(1);
    app.add_option("--metadata-dir", arguments.metadata_folder, "Where trusted metadata is kept")->required();
    app.add_option("--metadata-url", arguments.metadata_url, "Where the repository's metadata is");
    app.add_option("--target-base-url", arguments.targets_url, "Where the repository's targets are");
    app.add_option("--target-dir", arguments.targets_folder, "Where downloaded targets are kept");
    app.add_option("--target-name", arguments.target_names, "A target path; may be repeated")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    auto* init_command = app.add_subcommand("init", "Begin with a trusted root");
    init_command->add_option("root", arguments.root_file, "The root's file")->required();
    auto* refresh_command = app.add_subcommand("refresh", "Bring the metadata up to date");
    app.add_subcommand("download", "Bring the metadata up to date and fetch targets");
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 1;
    }
    curl_global_init(CURL_GLOBAL_DEFAULT);
    DiskFiles files;
    if (init_command->parsed()) return report(init(files, arguments));
    if (refresh_command->parsed()) return report(refresh(files, arguments));
    return report(download(files, arguments));
}
