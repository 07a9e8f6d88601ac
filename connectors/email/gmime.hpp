// GMime's objects with an owner.
#pragma once

// The headers of glib declare what -Wpedantic does not like.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"
#include <gmime/gmime.h>
#pragma GCC diagnostic pop

#include <memory>
#include <string>

namespace balie::connectors::email {

struct Unref {
    template <class T>
    void operator()(T* object) const noexcept {
        g_object_unref(object);
    }
};
template <class T>
using Owned = std::unique_ptr<T, Unref>;

template <class T>
Owned<T> adopt(T* object) {
    return Owned<T>{object};
}

// Once for the process; safe to call again from any thread.
inline void start_gmime() { [[maybe_unused]] static auto const is_started = (g_mime_init(), true); }

inline std::string text_or_empty(char const* text) {
    return text == nullptr ? std::string{} : std::string{text};
}

// What a stream in memory holds.
inline std::string bytes_of(GMimeStream* stream) {
    auto const* const held = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
    return held == nullptr ? std::string{}
                           : std::string{reinterpret_cast<char const*>(held->data), held->len};
}

}  // namespace balie::connectors::email
