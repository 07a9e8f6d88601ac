// A kept file as an HTTP answer, whole or in part.
#pragma once

#include "http/message.hpp"
#include "sandbox/media_shelf.hpp"

#include <string_view>

namespace balie::sandbox {

// `range` is the Range header; players of sound and video ask for parts, and cannot tell a length without them.
http::Response file_answer(MediaFile const& file, std::string_view range);

}  // namespace balie::sandbox
