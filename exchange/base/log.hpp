// What the machine tells the people who look after it. Never personal data: nothing a visitor typed goes in here.
#pragma once

#include <string_view>

namespace baken {

enum class LogLevel { Debug, Info, Warning, Error };

// Writes one line to standard error ("warning sync: ..."); systemd's journal adds the time. Safe from any thread.
void log(LogLevel level, std::string_view module, std::string_view message);

// Lines below this level are left out; Info at the start.
void set_log_level(LogLevel level);

}  // namespace baken
