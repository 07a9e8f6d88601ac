// A task may throw anything: what is no exception of the standard library is told as such.
#include <balie/base/log.hpp>
#include <balie/base/log_fault.hpp>

namespace balie::log {

void fault(std::string_view event, std::exception_ptr const& thrown) {
    if (!thrown) { return; }
    try {
        std::rethrow_exception(thrown);
    } catch (std::exception const& caught) { error(event, {{"fault", caught.what()}}); } catch (...) {
        error(event, {{"fault", "of no known kind"}});
    }
}

}  // namespace balie::log
