// Connectors fetch customers' files from https addresses alone. The sandbox gives such addresses, of a host that
// cannot exist; a client that knows this detour asks the sandbox instead.
#pragma once

#include <balie/base/http_client.hpp>

#include <memory>
#include <string>

namespace balie::sandbox {

class MediaDetour final : public HttpClient {
public:
    MediaDetour(std::unique_ptr<HttpClient> inner, std::string base_url)
        : inner_(std::move(inner)), base_url_(std::move(base_url)) {}

    Task<boost::system::result<HttpAnswer, CallFailure>> call(HttpCall call) override;

private:
    std::unique_ptr<HttpClient> inner_;
    std::string base_url_;
};

}  // namespace balie::sandbox
