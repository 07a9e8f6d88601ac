// The head of a response as bytes.
#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace balie::http {

enum class Persistence { keep_alive, keep_alive_stated, close };

// True where HTTP allows no body (1xx, 204, 304).
bool is_bodyless(int status) noexcept;

// Writes the head over what `text` holds; its memory is reused from response to response.
void write_head(std::string& text, Response const& response, std::uint64_t body_bytes,
                Persistence persistence);

// A whole answer of our own, for what never reaches the application.
std::string plain_answer(int status);

}  // namespace balie::http
