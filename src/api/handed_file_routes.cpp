// A token is judged before the database is asked, so that guessing costs us a digest and nothing else. The log knows
// the route, not the address.
#include "api/handed_file_routes.hpp"

#include "api/served_file.hpp"
#include "store/handed_files.hpp"

namespace balie::api {
namespace {

namespace files = store::handed_files;

struct FindHanded {
    files::Handed handed;

    Result<store::media_files::Served> operator()(db::Transaction& transaction) const {
        return files::find(transaction, handed.account, handed.attachment);
    }
};

Error no_file() { return {ErrorCode::not_found, "there is no such file, or the link is over"}; }

}  // namespace

void HandedFileRoutes::add_to(Routes& routes) {
    routes.add("GET", "/files/{token}", Policy::open(Surface::webhook),
               [this](Call call) { return content(std::move(call)); });
}

// As a page of the browser's would be shown: platforms take the name of a file from what is inline.
Task<Result<http::Response>> HandedFileRoutes::content(Call call) {
    auto const handed = files::read_token(call.path.at("token"), *box_, clock_->now());
    if (!handed) { co_return no_file(); }
    auto find = FindHanded{*handed};
    auto const file = co_await database_->run(handed->account.value, std::move(find));
    if (!file && file.error().code == ErrorCode::unavailable) { co_return file.error(); }
    if (!file) { co_return no_file(); }
    co_return file_answer(call.request, *file, folder_->path_of(file->file), false);
}

}  // namespace balie::api
