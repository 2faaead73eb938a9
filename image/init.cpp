// The first program of the boot: loads the drivers listed beside it, finds the partition the kernel's command line
// names (root=PARTLABEL=root-a), mounts it read-only and hands over to its init. No shell, no udev, no library: it is
// done within a second, unless the disk hangs on USB. When it cannot, it asks the boot loader for the other slot, once,
// and starts the machine again: a slot that has proved itself is not counted any more and would be tried for ever.
#include <dirent.h>
#include <fcntl.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <initializer_list>

namespace {

constexpr int kTries = 1500;
constexpr int kTriesWithoutUsb = 500;  // ten seconds
constexpr long kTryNanoseconds = 20'000'000;
constexpr unsigned kSecondsToRead = 10;

struct Text {
    char bytes[8192] = {};
    bool read(const char* file) {
        int fd = ::open(file, O_RDONLY | O_CLOEXEC);
        if (fd < 0) return false;
        auto count = ::read(fd, bytes, sizeof bytes - 1);
        ::close(fd);
        bytes[count > 0 ? count : 0] = '\0';
        return count > 0;
    }
};

void say(const char* what, const char* about) {
    char line[400];
    int length = std::snprintf(line, sizeof line, "<4>baken-init: %s %s\n", what, about);
    int fd = ::open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
    if (fd < 0) return;
    [[maybe_unused]] auto written = ::write(fd, line, static_cast<size_t>(length));
    ::close(fd);
}

// Which entry systemd-boot takes at the next start, in the words of the Boot Loader Interface: LoaderEntryOneShot, an
// entry's id in UTF-16. Where the firmware keeps no variables, or there is no such entry, the next start is like this
// one.
void ask_for_other_slot() {
    constexpr char kVariable[] = "/sys/firmware/efi/efivars/LoaderEntryOneShot-4a67b082-0a4c-41cf-b6c7-440b29bb8c4f";
    constexpr char kAttributes[] = {7, 0, 0, 0};  // kept over a start, and seen by the boot loader and by us
    Text line;
    line.read("/proc/cmdline");
    bool on_b = std::strstr(line.bytes, "rauc.slot=b") != nullptr;
    const char* entry = on_b ? "baken-a.conf" : "baken-b.conf";
    char value[64] = {};
    std::memcpy(value, kAttributes, sizeof kAttributes);
    size_t length = sizeof kAttributes;
    for (const char* at = entry; *at != '\0'; ++at, length += 2) value[length] = *at;
    length += 2;  // the zero at its end
    ::mount("efivarfs", "/sys/firmware/efi/efivars", "efivarfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "");
    int fd = ::open(kVariable, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
    bool asked = fd >= 0 && ::write(fd, value, length) == static_cast<ssize_t>(length);
    if (fd >= 0) ::close(fd);
    say(asked ? "the next start is asked of" : "the boot loader cannot be asked for", entry);
}

[[noreturn]] void give_up(const char* what, const char* about) {
    say(what, about);
    ask_for_other_slot();
    ::sleep(kSecondsToRead);
    ::reboot(RB_AUTOBOOT);
    for (;;) ::pause();
}

void load_drivers() {
    Text list;
    if (!list.read("/drivers.list")) return;
    for (char *rest = nullptr, *file = ::strtok_r(list.bytes, "\n", &rest); file != nullptr;
         file = ::strtok_r(nullptr, "\n", &rest)) {
        int fd = ::open(file, O_RDONLY | O_CLOEXEC);
        bool loaded = fd >= 0 && (::syscall(SYS_finit_module, fd, "", 0) == 0 || errno == EEXIST || errno == ENODEV);
        if (!loaded) say("cannot load", file);
        if (fd >= 0) ::close(fd);
    }
}

// A disk that is plugged into USB says so in its path: ../../devices/pci0000:00/0000:00:14.0/usb1/1-1/...
bool is_on_usb(const char* name) {
    char path[400];
    char target[1000] = {};
    std::snprintf(path, sizeof path, "/sys/class/block/%s", name);
    return ::readlink(path, target, sizeof target - 1) > 0 && std::strstr(target, "/usb") != nullptr;
}

struct Found {
    char inside[300] = {};  // empty: there is none
    char on_usb[300] = {};
};

// The kernel names each partition's label in sysfs; nothing else needs to look at the disk.
Found find_partition(const char* label) {
    Found found;
    DIR* blocks = ::opendir("/sys/class/block");
    if (blocks == nullptr) return found;
    char line[100];
    std::snprintf(line, sizeof line, "\nPARTNAME=%s\n", label);
    while (const auto* entry = ::readdir(blocks)) {
        char path[400];
        std::snprintf(path, sizeof path, "/sys/class/block/%s/uevent", entry->d_name);
        Text facts;
        if (entry->d_name[0] == '.' || !facts.read(path) || std::strstr(facts.bytes, line) == nullptr) continue;
        auto& device = is_on_usb(entry->d_name) ? found.on_usb : found.inside;
        if (device[0] == '\0') std::snprintf(device, sizeof device, "/dev/%s", entry->d_name);
    }
    ::closedir(blocks);
    return found;
}

void read_label(char (&label)[64]) {
    constexpr char kWord[] = "root=PARTLABEL=";
    Text line;
    line.read("/proc/cmdline");
    const char* at = std::strstr(line.bytes, kWord);
    if (at == nullptr) give_up("the command line names no root", "");
    std::snprintf(label, sizeof label, "%.*s", static_cast<int>(std::strcspn(at + sizeof kWord - 1, " \n")),
                  at + sizeof kWord - 1);
}

// Names on a disk are whatever somebody wrote there, and a visitor may have left a stick in that calls a partition like
// ours. So the disk inside the machine is waited for, and one on USB taken only where no other came: that machine was
// made to start from it.
void mount_root(const char* label) {
    Found found;
    for (int i = 0; i < kTries; ++i) {
        found = find_partition(label);
        const char* device = found.inside[0] != '\0' || i < kTriesWithoutUsb ? found.inside : found.on_usb;
        if (device[0] != '\0' && ::mount(device, "/root", "squashfs", MS_RDONLY, "") == 0) return;
        timespec moment{0, kTryNanoseconds};
        ::nanosleep(&moment, nullptr);
    }
    bool none = found.inside[0] == '\0' && found.on_usb[0] == '\0';
    give_up(none ? "there is no partition" : "cannot be mounted:", label);
}

}  // namespace

int main() {
    ::mount("devtmpfs", "/dev", "devtmpfs", MS_NOSUID, "mode=0755");
    ::mount("proc", "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "");
    ::mount("sysfs", "/sys", "sysfs", MS_NOSUID | MS_NODEV | MS_NOEXEC, "");
    char label[64];
    read_label(label);
    load_drivers();
    mount_root(label);
    for (const char* place : {"/dev", "/proc", "/sys"}) {
        char there[16];
        std::snprintf(there, sizeof there, "/root%s", place);
        ::mount(place, there, nullptr, MS_MOVE, nullptr);
    }
    if (::chdir("/root") != 0 || ::mount(".", "/", nullptr, MS_MOVE, nullptr) != 0 || ::chroot(".") != 0 ||
        ::chdir("/") != 0) {
        give_up("cannot enter", label);
    }
    char name[] = "/sbin/init";
    char* words[] = {name, nullptr};
    ::execv(name, words);
    give_up("cannot start", name);
}
