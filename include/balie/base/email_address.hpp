// What may be an e-mail address, wherever one is typed, imported or sent to.
#pragma once

#include <string>
#include <string_view>

namespace balie {

// One "@" with a name before it and a host after it; nothing that a header, a list of addresses or a page could take
// for something else. Letters of any script. Whether mail arrives there only mail can tell.
bool is_email_address(std::string_view text);

// As an address is kept and compared: no server of our days tells two people apart by the size of a letter.
std::string email_key(std::string_view address);
bool is_same_email_address(std::string_view one, std::string_view other);

}  // namespace balie
