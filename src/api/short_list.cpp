// Reads which page of a short list is wanted.
#include "api/short_list.hpp"

namespace balie::api {

Result<ShortListPage> short_list_page_in(Call const& call) {
    auto query = Query{call.request};
    auto page = ShortListPage{};
    page.limit = query.limit();
    page.scope = scope_of(call.request);
    auto const cursor = query.text("cursor", 1024);
    if (auto const read = query.end(); !read) { return read.error(); }
    if (!cursor) { return page; }
    auto const parts = parts_of(*cursor, page.scope, 1);
    if (!parts) { return parts.error(); }
    page.after = parts->front();
    return page;
}

}  // namespace balie::api
