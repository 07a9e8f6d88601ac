// The words by which sentiment_of counts: in small letters, without accents and apostrophes, in no order.
#pragma once

#include <array>
#include <string_view>

namespace balie::ingest {

// Counts twice: whoever writes it means it.
inline constexpr auto outraged_words = std::to_array<std::string_view>(
    {"fail",     "failed",    "waardeloos", "schandalig", "schande",      "belachelijk",  "woedend",
     "wanhopig", "oplichter", "oplichters", "oplichting", "onacceptabel", "afschuwelijk", "vreselijk",
     "terrible", "horrible",  "awful",      "disgrace",   "disgraceful",  "unacceptable", "scam",
     "furious",  "useless",   "worst",      "pathetic",   "ridiculous",   "kut",          "shit",
     "wtf",      "faal",      "drama",      "dramatisch", "abysmal",      "disgusting"});

inline constexpr auto unfriendly_words = std::to_array<std::string_view>({"slecht",
                                                                          "slechte",
                                                                          "slechter",
                                                                          "slechtste",
                                                                          "boos",
                                                                          "kwaad",
                                                                          "klacht",
                                                                          "klachten",
                                                                          "storing",
                                                                          "storingen",
                                                                          "kapot",
                                                                          "traag",
                                                                          "trage",
                                                                          "teleurgesteld",
                                                                          "teleurstellend",
                                                                          "teleurstelling",
                                                                          "irritant",
                                                                          "irritante",
                                                                          "ergernis",
                                                                          "erger",
                                                                          "probleem",
                                                                          "problemen",
                                                                          "fout",
                                                                          "foutje",
                                                                          "fouten",
                                                                          "verkeerd",
                                                                          "verkeerde",
                                                                          "duur",
                                                                          "dure",
                                                                          "jammer",
                                                                          "helaas",
                                                                          "onbereikbaar",
                                                                          "onvriendelijk",
                                                                          "onbeschoft",
                                                                          "stom",
                                                                          "stomme",
                                                                          "balen",
                                                                          "baal",
                                                                          "rampzalig",
                                                                          "ramp",
                                                                          "ellende",
                                                                          "frustrerend",
                                                                          "frustratie",
                                                                          "gefrustreerd",
                                                                          "ontevreden",
                                                                          "mislukt",
                                                                          "vertraging",
                                                                          "vertraagd",
                                                                          "defect",
                                                                          "opzeggen",
                                                                          "nep",
                                                                          "bad",
                                                                          "worse",
                                                                          "angry",
                                                                          "annoyed",
                                                                          "annoying",
                                                                          "broken",
                                                                          "slow",
                                                                          "complaint",
                                                                          "complaints",
                                                                          "disappointed",
                                                                          "disappointing",
                                                                          "disappointment",
                                                                          "frustrated",
                                                                          "frustrating",
                                                                          "frustration",
                                                                          "issue",
                                                                          "issues",
                                                                          "problem",
                                                                          "problems",
                                                                          "poor",
                                                                          "rude",
                                                                          "sad",
                                                                          "sorry",
                                                                          "wrong",
                                                                          "error",
                                                                          "errors",
                                                                          "hate",
                                                                          "hated",
                                                                          "unhappy",
                                                                          "unreachable",
                                                                          "unreliable",
                                                                          "outage",
                                                                          "delay",
                                                                          "delayed",
                                                                          "overpriced",
                                                                          "expensive",
                                                                          "refund",
                                                                          "cancel",
                                                                          "cancelling",
                                                                          "sucks",
                                                                          "crap",
                                                                          "crash",
                                                                          "crashes",
                                                                          "crashed",
                                                                          "lost",
                                                                          "missing",
                                                                          "waste"});

inline constexpr auto friendly_words = std::to_array<std::string_view>(
    {"goed",         "goede",      "beter",     "fijn",        "fijne",        "top",         "toppers",
     "topper",       "geweldig",   "geweldige", "super",       "prima",        "mooi",        "mooie",
     "blij",         "tevreden",   "bedankt",   "dank",        "dankjewel",    "dankje",      "dankzij",
     "complimenten", "compliment", "hulde",     "vriendelijk", "vriendelijke", "behulpzaam",  "behulpzame",
     "lekker",       "lekkere",    "snelle",    "netjes",      "keurig",       "fantastisch", "fantastische",
     "perfect",      "opgelost",   "gelukt",    "aanrader",    "leuk",         "leuke",       "chapeau",
     "briljant",     "heerlijk",   "gaaf",      "good",        "great",        "better",      "nice",
     "happy",        "love",       "loved",     "lovely",      "thanks",       "thank",       "awesome",
     "amazing",      "excellent",  "fantastic", "wonderful",   "helpful",      "friendly",    "fast",
     "quick",        "brilliant",  "solved",    "fixed",       "pleased",      "satisfied",   "recommend",
     "recommended",  "kudos",      "impressed", "impressive",  "beautiful",    "glad"});

// Says nothing, unless it is denied: "werkt niet".
inline constexpr auto hoped_words = std::to_array<std::string_view>(
    {"werkt", "werken", "doet", "bereikbaar", "reactie", "antwoord", "geholpen", "geleverd", "bezorgd",
     "ontvangen", "work", "works", "working", "response", "reply", "answer", "delivered", "received",
     "reachable"});

inline constexpr auto denials = std::to_array<std::string_view>(
    {"niet",  "geen",  "nooit",   "nergens", "niks",   "niets",   "zonder", "nauwelijks", "not",
     "no",    "never", "nothing", "without", "hardly", "cannot",  "cant",   "dont",       "doesnt",
     "didnt", "isnt",  "wasnt",   "arent",   "wont",   "wouldnt", "havent", "hasnt",      "nobody"});

inline constexpr auto unfriendly_emoji = std::to_array<std::string_view>(
    {"😡", "🤬", "😠", "👎", "😢", "😭", "🙄", "💩", "😤", "😞", "😔", "😒", "🤮", "😩", "😫", "💔", "☹", "🤦"});
inline constexpr auto friendly_emoji = std::to_array<std::string_view>(
    {"😀", "😃", "😄", "😁", "😊", "😍", "🥰", "❤", "👍", "🎉", "👏", "🤩", "😎", "🙂", "💚", "💙", "🥳", "💪"});

}  // namespace balie::ingest
