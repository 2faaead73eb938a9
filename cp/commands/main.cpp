// baken-cp: the coordination point's program. Exit status: 0 done, 1 refused, 2 asked wrongly.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <functional>

#include "cp/commands/commands.hpp"
#include "cp/commands/desk_commands.hpp"

namespace {

using namespace baken::cp;
using Run = std::function<baken::Done(const Order&)>;

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& help, Order& order) {
    auto* command = app.add_subcommand(name, help);
    command->add_option("DIR", order.region, "The region's folder")->required();
    return command;
}

void add_passphrase(CLI::App* command, Order& order) {
    command->add_option("--passphrase-file", order.passphrase_file,
                        "Its first line opens the keys; else the environment variable BAKEN_PASSPHRASE does");
}

void add_store(CLI::App* command, Order& order) {
    command->add_option("--store", order.store,
                        "Where records are kept: postgresql://..., or a file; else inbox.sqlite in the region");
}

void add_init(CLI::App& app, Order& order, Run& run) {
    auto* init = add_command(app, "init", "Makes a region: keys, delegations, an empty repository", order);
    init->add_option("--region", order.name, "What the region is called")->required();
    init->add_option("--municipality", order.municipalities, "Code and sites: GM0406=draaikom,havenhuis; repeatable");
    init->add_option("--root-keys", order.root_keys, "How many people hold a root key")->check(CLI::Range(1, 16));
    init->add_option("--root-threshold", order.root_threshold, "How many of them must sign")->check(CLI::Range(1, 16));
    init->add_flag("--demo", order.demo, "Throw-away keys without a passphrase");
    add_passphrase(init, order);
    init->callback([&run] { run = run_init; });
    auto* municipality = add_command(app, "municipality", "Says for which sites a municipality answers", order);
    municipality->add_option("MUNICIPALITY", order.municipalities, "Code and sites: GM0406=draaikom,havenhuis")
        ->required();
    municipality
        ->add_option("--drop", order.dropped,
                     "A site that is no more: what it published goes from every screen; repeatable")
        ->allow_extra_args(false);
    add_passphrase(municipality, order);
    municipality->callback([&run] { run = run_municipality; });
}

void add_publish(CLI::App& app, Order& order, Run& run) {
    auto* publish = add_command(app, "publish", "Checks content, signs what changed, publishes it", order);
    publish->add_option("--content", order.content, "A content root; repeatable, later over earlier")->required();
    publish->add_option("--role", order.roles, "Also empties this role when no file is its; repeatable");
    add_passphrase(publish, order);
    publish->callback([&run] { run = run_publish; });
    auto* timestamp = add_command(app, "timestamp", "Renews what is past half of its time", order);
    timestamp->add_flag("--all", order.every_role, "Every role whose keys are here, not only the timestamp");
    timestamp
        ->add_option(
            "--past", order.past,
            "After an older copy was put back: signs every role with a number above this one, which kiosks saw")
        ->check(CLI::PositiveNumber);
    add_passphrase(timestamp, order);
    timestamp->callback([&run] { run = run_timestamp; });
    auto* rotate = add_command(app, "rotate", "Gives a role a new key in place of its oldest", order);
    rotate
        ->add_option("--role", order.role,
                     "root, targets, snapshot, timestamp, a delegated role; sealing (records) or receipts")
        ->required();
    auto* use = rotate->add_flag("--use", order.use_announced, "Receipts: the announced key signs from now on");
    rotate->add_flag("--forget", order.forget_old, "Receipts: the key that signed until now is believed no more")
        ->needs(use);
    add_passphrase(rotate, order);
    rotate->callback([&run] { run = run_rotate; });
}

void add_serve(CLI::App& app, Order& order, Run& run) {
    auto* serve = add_command(app, "serve", "Serves what is published; stops on SIGTERM", order);
    serve->add_option("--listen", order.server.listen, "Address and port; port 0 takes a free one")
        ->capture_default_str();
    auto* certificate = serve->add_option("--tls-cert", order.server.certificate, "PEM, with its chain");
    serve->add_option("--tls-key", order.server.key, "PEM")->needs(certificate);
    serve->add_option("--hold", order.hold_seconds, "Longest long poll, seconds")
        ->capture_default_str()
        ->check(CLI::Range(1, 600));
    serve->add_option("--patience", order.patience_seconds, "For a slow client, seconds a step")
        ->capture_default_str()
        ->check(CLI::Range(1, 3600));
    serve->add_option("--most-connections", order.server.most_connections, "More are turned away")
        ->capture_default_str();
    add_store(serve, order);
    add_passphrase(serve, order);
    serve->add_flag("--verbose", order.verbose, "Logs long polls, too");
    serve->add_option("--desk", order.desk.page, "The folder of the desk's page (cp/desk); none: no desk");
    serve->add_option("--renderer", order.desk.renderer, "The program baken-kiosk, which draws the desk's previews");
    serve->add_option("--resources", order.desk.resources, "Its folder with fonts/ and icons/");
    serve->callback([&run] { run = run_serve; });
}

void add_stick(CLI::App& app, Order& order, Run& run) {
    auto* stick = app.add_subcommand("stick", "Sticks that carry what is published")->require_subcommand(1);
    auto* write = add_command(*stick, "write", "Writes what is published under STICK/baken", order);
    write->add_option("STICK", order.stick, "The mounted stick")->required();
    write->callback([&run] { run = run_stick_write; });
    auto* read = add_command(*stick, "read", "Takes in the records that a courier brought", order);
    read->add_option("STICK", order.stick, "The mounted stick")->required();
    for (auto* command : {write, read}) {
        add_store(command, order);
        add_passphrase(command, order);
    }
    read->callback([&run] { run = run_stick_read; });
}

CLI::App* add_inbox_command(CLI::App& inbox, const std::string& name, const std::string& help, Order& order) {
    auto* command = add_command(inbox, name, help, order);
    add_store(command, order);
    add_passphrase(command, order);
    return command;
}

// The commands that tell a kiosk how a record stands.
void add_telling(CLI::App& inbox, Order& order, Run& run) {
    using State = baken::records::ReceiptState;
    struct Telling {
        const char* name;
        const char* help;
        State state;
    };
    for (const auto& [name, help, state] : {Telling{"accept", "We take care of it", State::Accepted},
                                            Telling{"on-the-way", "Help is on the way", State::OnTheWay},
                                            Telling{"answer", "Tells something about it", State::Answered},
                                            Telling{"close", "It is done", State::Handled}}) {
        auto* command = add_inbox_command(inbox, name, help, order);
        command->add_option("RECORD", order.record, "Its id, or a part of it that no other has")->required();
        auto* text = command->add_option("--text", order.text,
                                         "Staff of the site read it and tell the resident: nothing personal");
        if (state == State::Answered) text->required();
        command->callback(
            [&run, state] { run = [state](const Order& given) { return run_inbox_tell(given, state); }; });
    }
}

void add_inbox(CLI::App& app, Order& order, Run& run) {
    auto* inbox = app.add_subcommand("inbox", "What kiosks reported")->require_subcommand(1);
    auto* list = add_inbox_command(*inbox, "list", "Prints what is open, the most urgent first", order);
    list->add_flag("--all", order.closed_too, "Also what is closed");
    list->callback([&run] { run = run_inbox_list; });
    auto* show = add_inbox_command(*inbox, "show", "Opens a record", order);
    show->add_option("RECORD", order.record, "Its id, or a part of it that no other has")->required();
    show->callback([&run] { run = run_inbox_show; });
    add_telling(*inbox, order, run);
    auto* radio = add_inbox_command(*inbox, "radio", "Notes a report that was read out over a radio", order);
    radio->add_option("--site", order.site, "Where it was read out")->required();
    radio->add_option("--number", order.number, "The check number on the radio card")->required();
    radio->add_option("--text", order.text, "What was said");
    radio->callback([&run] { run = run_inbox_radio; });
    auto* wipe = add_inbox_command(*inbox, "wipe", "Wipes what was kept long enough, as the hub does by itself", order);
    wipe->add_option("--days", order.days, "What was closed so many days ago, instead of what the settings say")
        ->check(CLI::Range(0, 3'650));
    wipe->callback([&run] { run = run_wipe; });
    auto* join = add_inbox_command(*inbox, "join", "Joins a radio message with its record", order);
    join->add_option("RADIO", order.stub, "The id of the radio message")->required();
    join->add_option("RECORD", order.record, "The id of the record")->required();
    join->callback([&run] { run = run_inbox_join; });
}

void add_backup(CLI::App& app, Order& order, Run& run) {
    auto* backup = add_command(app, "backup", "Copies a region, its keys and its store into a new folder", order);
    backup->add_option("BACKUP", order.backup, "The new folder")->required();
    backup->callback([&run] { run = run_backup; });
    auto* restore = add_command(app, "restore", "Puts a copy back, into a folder and a store that are empty", order);
    restore->add_option("BACKUP", order.backup, "The folder of the copy")->required();
    restore->callback([&run] { run = run_restore; });
    for (auto* command : {backup, restore}) add_store(command, order);
}

void add_cap(CLI::App& app, Order& order, Run& run) {
    auto* cap = app.add_subcommand("cap", "Warnings of others")->require_subcommand(1);
    auto* import = add_command(*cap, "import", "Lays warnings of others before the desk, to be looked at", order);
    import->add_option("FROM", order.address, "A file, or the address of a message or a feed (Atom, RSS)")->required();
    add_store(import, order);
    import->callback([&run] { run = run_cap_import; });
}

void add_user(CLI::App& app, Order& order, Run& run) {
    auto* user = app.add_subcommand("user", "Who works at the desk")->require_subcommand(1);
    auto add_one = [&](const char* name, const char* help, baken::Done (*what)(const Order&)) {
        auto* command = add_command(*user, name, help, order);
        command->add_option("NAME", order.user, "To sign in with")->required();
        command->callback([&run, what] { run = what; });
        return command;
    };
    auto* add = add_one("add", "Takes somebody in; the password is read from standard input", run_user_add);
    add->add_option("--role", order.role, "viewer, operator, publisher or administrator")->required();
    add->add_option("--full-name", order.name, "As others see it");
    auto* password = add_one("passwd", "Gives a new password, read from standard input", run_user_password);
    for (auto* command : {add, password}) {
        add_passphrase(command, order);
        command->add_option("--password-file", order.password_file, "Its first line, instead of standard input");
    }
    add_store(password, order);
    add_one("disable", "Lets somebody in no more", run_user_disable);
    add_command(*user, "list", "Prints who there is", order)->callback([&run] { run = run_user_list; });
}

void add_kiosk(CLI::App& app, Order& order, Run& run) {
    auto* kiosk = app.add_subcommand("kiosk", "The kiosks that the region knows")->require_subcommand(1);
    auto* add = add_command(*kiosk, "add", "Takes a kiosk into the register", order);
    add->add_option("--site", order.site, "The id of the site where it stands")->required();
    add->add_option("--key", order.key, "The code it shows its staff, 132 hexadecimal digits")->required();
    add->callback([&run] { run = run_kiosk_add; });
    add_command(*kiosk, "list", "Prints the register", order)->callback([&run] { run = run_kiosk_list; });
    auto* revoke = add_command(*kiosk, "revoke", "Takes nothing more from this kiosk", order);
    revoke->add_option("KIOSK", order.kiosk, "Its id, or the first digits")->required();
    revoke->callback([&run] { run = run_kiosk_revoke; });
}

}  // namespace

int main(int count, char** words) {
    Order order;
    Run run;
    CLI::App app("The coordination point: publishes a region's content and serves it to kiosks.");
    app.require_subcommand(1);
    add_init(app, order, run);
    add_publish(app, order, run);
    add_serve(app, order, run);
    add_stick(app, order, run);
    add_inbox(app, order, run);
    add_kiosk(app, order, run);
    add_user(app, order, run);
    add_cap(app, order, run);
    add_backup(app, order, run);
    try {
        app.parse(count, words);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    auto done = run(order);
    if (done) return 0;
    std::fflush(stdout);
    fmt::print(stderr, "baken-cp: {}\n", done.error().text());
    return 1;
}
