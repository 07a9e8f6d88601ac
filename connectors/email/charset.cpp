// Only names that mails really use are handed to the system's converter: it loads modules by name.
#include <connectors/email/charset.hpp>

#include <connectors/email/gmime.hpp>

#include <balie/base/text.hpp>

#include <algorithm>
#include <array>

namespace balie::connectors::email {
namespace {

constexpr auto known = std::to_array<std::string_view>(
    {"big5",         "euc-jp",       "euc-kr",       "gb18030",      "gb2312",       "gbk",
     "iso-2022-jp",  "iso-8859-10",  "iso-8859-13",  "iso-8859-14",  "iso-8859-15",  "iso-8859-16",
     "iso-8859-2",   "iso-8859-3",   "iso-8859-4",   "iso-8859-5",   "iso-8859-6",   "iso-8859-7",
     "iso-8859-8",   "iso-8859-9",   "koi8-r",       "koi8-u",       "macintosh",    "shift_jis",
     "tis-620",      "utf-16",       "utf-16be",     "utf-16le",     "windows-1250", "windows-1251",
     "windows-1253", "windows-1254", "windows-1255", "windows-1256", "windows-1257", "windows-1258",
     "windows-874"});

std::string converted(std::string const& bytes, char const* from) {
    auto length = gsize{0};
    auto* const text =
        g_convert(bytes.data(), static_cast<gssize>(bytes.size()), "UTF-8", from, nullptr, &length, nullptr);
    if (text == nullptr) { return {}; }
    auto const owned = std::unique_ptr<char, decltype(&g_free)>{text, &g_free};
    return std::string{text, length};
}

std::string from_windows_1252(std::string const& bytes) {
    auto text = converted(bytes, "WINDOWS-1252");
    return text.empty() ? converted(bytes, "ISO-8859-1") : text;  // five of its bytes mean nothing
}

}  // namespace

std::string as_utf8(std::string bytes, std::string_view charset) {
    auto const name = lowered(trimmed(charset));
    auto const found = std::ranges::find(known, name);
    if (found != known.end()) {
        auto text = converted(bytes, std::string{*found}.c_str());
        if (!text.empty()) { return text; }
    }
    return is_utf8(bytes) ? std::move(bytes) : from_windows_1252(bytes);
}

}  // namespace balie::connectors::email
