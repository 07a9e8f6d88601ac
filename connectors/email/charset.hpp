// Words in any of the charsets that mails come in, as UTF-8.
#pragma once

#include <string>
#include <string_view>

namespace balie::connectors::email {

// An unknown or wrong charset is read as UTF-8 when it is that, else as Windows-1252, which always reads.
std::string as_utf8(std::string bytes, std::string_view charset);

}  // namespace balie::connectors::email
