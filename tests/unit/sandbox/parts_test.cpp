// The sandbox's pure parts: forms, templates, switches, people, what the desk may send.
#include "sandbox/customer.hpp"
#include "sandbox/file_answer.hpp"
#include "sandbox/json.hpp"
#include "sandbox/manners.hpp"
#include "sandbox/multipart.hpp"
#include "sandbox/whatsapp/message_templates.hpp"
#include "sandbox/whatsapp/send_request.hpp"

#include <gtest/gtest.h>

namespace balie::sandbox {
namespace {

TEST(SandboxMultipart, IsTakenApart) {
    auto const body = std::string{
        "--b\r\nContent-Disposition: form-data; name=\"messaging_product\"\r\n\r\nwhatsapp\r\n"
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a \\\"b\\\".jpg\"\r\n"
        "Content-Type: image/jpeg\r\n\r\n\r\n--x\r\n--b--\r\n"};

    auto const fields = parse_multipart("multipart/form-data; boundary=b", body);

    ASSERT_TRUE(fields);
    ASSERT_EQ(fields->size(), 2U);
    EXPECT_EQ(fields->at(0).bytes, "whatsapp");
    EXPECT_EQ(fields->at(1).name, "file");
    EXPECT_EQ(fields->at(1).file_name, "a \"b\".jpg");
    EXPECT_EQ(fields->at(1).mime, "image/jpeg");
    EXPECT_EQ(fields->at(1).bytes, "\r\n--x");
}

TEST(SandboxMultipart, IsRefusedWhenBroken) {
    for (auto const* body :
         {"", "--b", "--b\r\n", "--b\r\nX\r\n--b--", "--c\r\n\r\n\r\n--c--", "--b\r\n\r\nx"}) {
        EXPECT_FALSE(parse_multipart("multipart/form-data; boundary=b", body)) << body;
    }
    EXPECT_FALSE(parse_multipart("multipart/form-data", "--\r\n"));
    EXPECT_FALSE(parse_multipart("text/plain; boundary=b", "--b--"));
}

Json template_of(char const* name, Json body_parameters) {
    auto const body = Json{{"type", "body"}, {"parameters", std::move(body_parameters)}};
    return {{"name", name}, {"language", {{"code", "nl"}}}, {"components", Json::array({body})}};
}

TEST(MessageTemplate, ShowsItsValuesAndButtons) {
    auto entry = Entry{};
    auto const sent = template_of(
        "storing_opgelost", {{{"type", "text"}, {"text", "Marieke"}}, {{"type", "text"}, {"text", "Zeist"}}});

    EXPECT_EQ(whatsapp::render_template(sent, entry), 0);

    EXPECT_EQ(entry.text, "Dag Marieke, de storing in Zeist is opgelost. Werkt alles weer bij u?");
    EXPECT_EQ(entry.footer, "Noorderlicht Energie");
    ASSERT_EQ(entry.buttons.size(), 2U);
    EXPECT_EQ(entry.buttons[0].id, "Ja, alles werkt");
}

TEST(MessageTemplate, IsRefusedAsThePlatformDoes) {
    auto entry = Entry{};

    EXPECT_EQ(whatsapp::render_template(template_of("onbekend", Json::array()), entry), 132001);
    EXPECT_EQ(whatsapp::render_template(template_of("storing_opgelost", Json::array()), entry), 132000);
    EXPECT_EQ(whatsapp::render_template(template_of("gesprek_hervatten", {{{"text", "a"}}, {{"text", "b"}}}),
                                        entry),
              132000);
}

TEST(DeskMessage, IsRefusedWithoutWhatItNeeds) {
    auto const media = MediaShelf{};
    for (
        auto const* body :
        {R"({})", R"({"messaging_product": "whatsapp"})", R"({"messaging_product": "whatsapp", "to": "1"})",
         R"({"messaging_product": "whatsapp", "to": "1", "type": "image", "image": {"id": "1"}})",
         R"({"messaging_product": "whatsapp", "to": "1", "type": "location", "location": {}})",
         R"({"messaging_product": "whatsapp", "to": "1", "type": "interactive", "interactive": {"body": {"text": "?"}}})",
         R"({"messaging_product": "whatsapp", "to": "1", "type": "wonder"})"}) {
        EXPECT_EQ(whatsapp::read_desk_message(*parsed_object(body), media).error, 100) << body;
    }
    auto const too_long = Json{{"messaging_product", "whatsapp"},
                               {"to", "1"},
                               {"type", "text"},
                               {"text", {{"body", std::string(4097, 'x')}}}};
    EXPECT_EQ(whatsapp::read_desk_message(too_long, media).error, 100);
}

TEST(Manners, ChangeByNameAndRefuseTheUnknown) {
    auto const quiet =
        changed(Manners{}, Json{{"reports_read", false}, {"refuses_with", 131016}, {"webhook_delay_ms", 50}});

    ASSERT_TRUE(quiet);
    EXPECT_FALSE(quiet->reports_read);
    EXPECT_EQ(quiet->refuses_with, 131016);
    EXPECT_EQ(to_json(*quiet)["webhook_delay_ms"], 50);
    EXPECT_FALSE(changed(Manners{}, Json{{"unheard_of", true}}));
    EXPECT_FALSE(changed(Manners{}, Json{{"repeats", 1}}));
    EXPECT_FALSE(changed(Manners{}, Json{{"webhook_delay_ms", 600'000}}));
    EXPECT_FALSE(changed(Manners{}, Json{{"refuses_with", -1}}));
}

TEST(Customers, HaveFreeFictionalNumbersOnly) {
    auto customers = Customers{};

    EXPECT_NE(customers.add("Nieuwe Klant", "31600000077"), nullptr);
    EXPECT_EQ(customers.add("Nog Een", "31600000077"), nullptr);
    EXPECT_EQ(customers.add("Echt Nummer", "31612345678"), nullptr);
    EXPECT_EQ(customers.add("", "31600000078"), nullptr);
    EXPECT_EQ(customers.at_address("+31600000001")->name, "Marieke Jansen");
    EXPECT_EQ(customers.at_address("NL.ENT.20000000000000000005")->phone, "");
    EXPECT_EQ(customers.at_address(""), nullptr);
}

TEST(FileAnswer, GivesThePartThatIsAskedFor) {
    auto shelf = MediaShelf{};
    auto const& file = shelf.add("0123456789", "audio/ogg", "");
    auto const part = [&](char const* range) {
        auto const answer = file_answer(file, range);
        return std::to_string(answer.status) + " " + std::string{answer.static_body};
    };

    EXPECT_EQ(part(""), "200 0123456789");
    EXPECT_EQ(part("bytes=0-3"), "206 0123");
    EXPECT_EQ(part("bytes=8-"), "206 89");
    EXPECT_EQ(part("bytes=-2"), "206 89");
    EXPECT_EQ(part("bytes=2-99"), "206 23456789");
    EXPECT_EQ(part("bytes=5-2"), "200 0123456789");
    EXPECT_EQ(part("bytes=0-1,4-5"), "200 0123456789");
    EXPECT_EQ(part("bytes=-"), "200 0123456789");
}

TEST(FileAnswer, LetsNothingRunInThePage) {
    auto shelf = MediaShelf{};

    auto const answer = file_answer(shelf.add("<script>", "text/html", ""), "");

    EXPECT_EQ(header(answer.headers, "Content-Type"), "application/octet-stream");
    EXPECT_EQ(header(answer.headers, "Content-Disposition"), "attachment");
}

TEST(Json, FromOthersNeverThrows) {
    EXPECT_FALSE(parsed_object("{"));
    EXPECT_FALSE(parsed_object("[]"));
    EXPECT_FALSE(parsed_object(std::string(10'000, '[')));
    auto const object = parsed_object(R"({"a": 1, "b": {"c": "d"}, "e": [1]})");
    ASSERT_TRUE(object);
    EXPECT_EQ(text_in(*object, "a"), "");
    EXPECT_EQ(text_in(object_in(*object, "b"), "c"), "d");
    EXPECT_TRUE(list_in(*object, "b").empty());
    EXPECT_EQ(escaped_text(Json{{"t", "caf\xC3\xA9"}}), "{\"t\":\"caf\\u00e9\"}");
}

}  // namespace
}  // namespace balie::sandbox
