// Errors are values. A function that can fail returns Result<T>; absence of a thing is not an error but an empty
// optional.
#pragma once

#include <expected>
#include <string>
#include <utility>

namespace baken {

// Why something was refused. `check` is a stable, greppable name of the failing check ("cap.size", "toml.syntax"),
// `message` says what was wrong and where, `advice` says what the reader can do (may be empty).
struct Error {
    std::string check;
    std::string message;
    std::string advice;

    // Puts the name of an outer layer before the message, so that the text tells the whole way down.
    [[nodiscard]] Error within(const std::string& layer) && {
        message = layer + ": " + message;
        return std::move(*this);
    }
    [[nodiscard]] std::string text() const {
        return check + ": " + message + (advice.empty() ? std::string{} : " (" + advice + ")");
    }
    bool operator==(const Error&) const = default;
};

template <typename T>
using Result = std::expected<T, Error>;
using Done = std::expected<void, Error>;

[[nodiscard]] inline std::unexpected<Error> refuse(std::string check, std::string message, std::string advice = {}) {
    return std::unexpected(Error{std::move(check), std::move(message), std::move(advice)});
}

}  // namespace baken

#define BAKEN_JOIN_INNER(a, b) a##b
#define BAKEN_JOIN(a, b) BAKEN_JOIN_INNER(a, b)

// TRY(auto alert, parse(bytes)); leaves the function with the error, or goes on with `alert`.
#define TRY(declaration, ...)                                                             \
    auto BAKEN_JOIN(result_of_line_, __LINE__) = (__VA_ARGS__);                           \
    if (!BAKEN_JOIN(result_of_line_, __LINE__))                                           \
        return std::unexpected(std::move(BAKEN_JOIN(result_of_line_, __LINE__)).error()); \
    declaration = *std::move(BAKEN_JOIN(result_of_line_, __LINE__))

// TRY_DONE(files.remove(path)); leaves the function with the error of a call that returns nothing else.
#define TRY_DONE(...)                                                                          \
    do {                                                                                       \
        if (auto done = (__VA_ARGS__); !done) return std::unexpected(std::move(done).error()); \
    } while (false)
