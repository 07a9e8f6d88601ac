#include "sandbox/media_detour.hpp"

#include "sandbox/platform.hpp"

namespace balie::sandbox {

Task<boost::system::result<HttpAnswer, CallFailure>> MediaDetour::call(HttpCall call) {
    if (call.url.starts_with(file_host)) {
        call.url = base_url_ + "/sandbox/platform/files/" + call.url.substr(file_host.size());
    }
    co_return co_await inner_->call(std::move(call));
}

}  // namespace balie::sandbox
