// Small files that only their owner reads.
#pragma once

#include <balie/base/result.hpp>

#include <filesystem>
#include <string>
#include <string_view>

namespace balie::app {

// Mode 0600, written whole or not at all. Error: unavailable.
Result<void> write_private_file(std::filesystem::path const& path, std::string_view content);
Result<std::string> read_private_file(std::filesystem::path const& path);

}  // namespace balie::app
