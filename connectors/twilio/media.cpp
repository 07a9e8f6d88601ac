#include <connectors/twilio/media.hpp>

#include <connectors/sms/file.hpp>
#include <connectors/twilio/api.hpp>

namespace balie::connectors::twilio {
namespace {

// The token goes to Twilio and to nobody else, whatever address a webhook names.
std::string authorization_for(std::string_view url, Secrets const& secrets) {
    auto const is_own =
        !secrets["api_base"].empty() && sms::origin_of(url) == sms::origin_of(secrets["api_base"]);
    return is_own || sms::is_below(url, "twilio.com") ? basic_authorization(secrets) : std::string{};
}

}  // namespace

Task<Result<FetchedMedia>> Media::fetch(InboundAttachment attachment, Secrets secrets,
                                        std::filesystem::path to, std::size_t bytes_max) {
    auto authorization = authorization_for(attachment.url, secrets);
    co_return co_await sms::download(http_, std::move(attachment), std::move(authorization), std::move(to),
                                     bytes_max);
}

}  // namespace balie::connectors::twilio
