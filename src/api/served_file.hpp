// An attachment's bytes as an answer: unchanged, a part of it, or all of it.
#pragma once

#include "http/message.hpp"
#include "store/media_files.hpp"

#include <filesystem>

namespace balie::api {

// Whoever asks was judged already. Types that a browser would run come as plain bytes, under a policy that runs nothing.
http::Response file_answer(http::Request const& request, store::media_files::Served const& file,
                           std::filesystem::path path, bool is_download);

}  // namespace balie::api
