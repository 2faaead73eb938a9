#include "exchange/base/log.hpp"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <memory>

namespace baken {
namespace {

spdlog::level::level_enum to_spdlog(LogLevel level) {
    switch (level) {
        case LogLevel::Debug:
            return spdlog::level::debug;
        case LogLevel::Info:
            return spdlog::level::info;
        case LogLevel::Warning:
            return spdlog::level::warn;
        case LogLevel::Error:
            return spdlog::level::err;
    }
    return spdlog::level::err;
}

// The one sink of the process: standard error is itself such a thing, so this is no hidden state of ours.
spdlog::logger& logger() {
    static const auto instance = [] {
        auto made = std::make_shared<spdlog::logger>("baken", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        made->set_pattern("%l %v");
        return made;
    }();
    return *instance;
}

}  // namespace

void log(LogLevel level, std::string_view module, std::string_view message) {
    logger().log(to_spdlog(level), "{}: {}", module, message);
}

void set_log_level(LogLevel level) {
    logger().set_level(to_spdlog(level));
}

}  // namespace baken
