#include "integration/mail/mail_servers.hpp"

#include "app/process.hpp"
#include "integration/support/ports.hpp"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace balie::test {
namespace {

namespace fs = std::filesystem;

constexpr auto people = std::array{"service", "other", "anna", "bob", "gone"};

// Exim gives up root's rights with a configuration that is not the system's, so it is nobody of rank from the start.
app::OsUser postman() {
    if (geteuid() != 0) { return app::own_user(); }
    auto const user = app::os_user("Debian-exim");
    if (!user) { throw std::runtime_error{"exim4-daemon-light is not installed"}; }
    return *user;
}

std::string filled(std::string text, std::vector<std::pair<std::string, std::string>> const& values) {
    for (auto const& [name, value] : values) {
        auto const mark = "@" + name + "@";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark)) {
            text.replace(at, mark.size(), value);
        }
    }
    return text;
}

void own(fs::path const& path) {
    auto const user = postman();
    if (::chown(path.c_str(), user.uid, user.gid) != 0) {
        throw std::runtime_error{"cannot give " + path.string() + " away"};
    }
}

constexpr auto dovecot_words = R"(
base_dir = @root@/run
log_path = @root@/dovecot.log
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <@root@/certificate.pem
ssl_key = <@root@/key.pem
disable_plaintext_auth = no
first_valid_uid = 1
first_valid_gid = 1
mail_location = maildir:@root@/mail/%n
auth_mechanisms = plain xoauth2 oauthbearer
passdb {
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = @root@/oauth2.conf
}
passdb {
  driver = passwd-file
  mechanisms = plain
  args = scheme=PLAIN @root@/users
}
userdb {
  driver = static
  args = uid=@uid@ gid=@gid@ home=@root@/mail/%n
}
namespace inbox {
  inbox = yes
  mailbox Verzonden {
    special_use = \Sent
  }
}
service imap-login {
  chroot =
  inet_listener imap {
    port = @imap@
  }
  inet_listener imaps {
    port = @imaps@
    ssl = yes
  }
}
service anvil {
  chroot =
}
)";

constexpr auto oauth2_words = R"(
introspection_mode = auth
introspection_url = @provider@/introspect
username_attribute = username
active_attribute = active
active_value = true
)";

constexpr auto without_root = R"(
default_internal_user = @user@
default_internal_group = @group@
default_login_user = @user@
)";

constexpr auto exim_words = R"(
primary_hostname = mail.desk.test
domainlist local_domains = desk.test : customers.test
spool_directory = @root@/spool
log_file_path = @root@/exim-%slog
pid_file_path = @root@/exim.pid
local_interfaces = 127.0.0.1
daemon_smtp_ports = @smtp@ : @smtps@
tls_on_connect_ports = @smtps@
tls_advertise_hosts = *
tls_certificate = @root@/certificate.pem
tls_privatekey = @root@/key.pem
auth_advertise_hosts = *
acl_smtp_rcpt = recipients
host_lookup =
rfc1413_query_timeout = 0s
keep_environment =
message_size_limit = 50M
bounce_return_size_limit = 100K

begin acl
recipients:
  deny message = 550 5.1.1 nobody of that name
       local_parts = refused
  defer message = 451 4.7.1 come back later
       local_parts = later
  accept authenticated = *
  deny message = 550 5.7.1 log in first

begin routers
gone:
  driver = redirect
  domains = +local_domains
  local_parts = gone
  allow_fail
  data = :fail: the mailbox is gone
people:
  driver = accept
  domains = +local_domains
  local_parts = lsearch;@root@/people
  transport = maildir

begin transports
maildir:
  driver = appendfile
  directory = @root@/mail/$local_part_data
  maildir_format
  create_directory
  delivery_date_add
  return_path_add
  user = @user@
  group = @group@

begin retry
* * F,1h,1m

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = ${if eq{$auth3}{secret}}
  server_set_id = $auth2
xoauth2:
  driver = plaintext
  public_name = XOAUTH2
  server_prompts = :
  server_condition = ${if and{{match{$auth1}{\N^user=([^\x01]+)\x01auth=Bearer (granted-\d+)\x01\x01$\N}}{!exists{@root@/revoked/$2}}}}
  server_set_id = ${sg{$auth1}{\N^user=([^\x01]+)\x01.*$\N}{\$1}}
)";

}  // namespace

MailServers::MailServers()
    : root_(folder_.path() / "post"),
      imap_port_(free_port()),
      imaps_port_(free_port()),
      smtp_port_(free_port()),
      smtps_port_(free_port()) {
    for (auto const* const folder : {"", "run", "mail", "spool", "revoked"}) {
        fs::create_directories(root_ / folder);
    }
    provider_ = std::make_unique<TokenProvider>(root_ / "revoked");
    own(root_);
    own(root_ / "mail");
    own(root_ / "spool");
    make_certificate();
    write_dovecot();
    write_exim();
    auto const dovecot = app::start(
        app::own_user(), {"/usr/sbin/dovecot", "-F", "-c", root_ / "dovecot.conf"}, root_ / "dovecot.out");
    auto const exim =
        app::start(postman(), {"/usr/sbin/exim4", "-bdf", "-C", root_ / "exim.conf"}, root_ / "exim.out");
    for (auto const& started : {dovecot, exim}) { processes_.push_back(started.value()); }
    for (auto const& port : {imap_port_, imaps_port_, smtp_port_, smtps_port_}) { await(port); }
}

MailServers::~MailServers() {
    for (auto const process : processes_) { ::kill(process, SIGTERM); }
    for (auto const process : processes_) { ::waitpid(process, nullptr, 0); }
}

// A port that nobody answers within ten seconds: the log says why.
void MailServers::await(std::string const& port) const {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds{20};
    while (!takes_connections(port)) {
        if (std::chrono::steady_clock::now() > until) {
            auto log = std::ostringstream{};
            for (auto const* const name : {"dovecot.log", "dovecot.out", "exim.out", "exim-paniclog"}) {
                log << std::ifstream{root_ / name}.rdbuf();
            }
            throw std::runtime_error{"a mail server did not start: " + log.str()};
        }
        ::poll(nullptr, 0, 20);
    }
}

void MailServers::write(std::string const& name, std::string const& text) const {
    auto const user = postman();
    auto const words = filled(text, {{"root", root_.string()},
                                     {"provider", provider_->origin()},
                                     {"imap", imap_port_},
                                     {"imaps", imaps_port_},
                                     {"smtp", smtp_port_},
                                     {"smtps", smtps_port_},
                                     {"uid", std::to_string(user.uid)},
                                     {"gid", std::to_string(user.gid)},
                                     {"user", user.name},
                                     {"group", std::to_string(user.gid)}});
    std::ofstream{root_ / name} << words;
    own(root_ / name);
    fs::permissions(root_ / name, fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read |
                                      fs::perms::others_read);
}

void MailServers::make_certificate() const {
    auto const made = app::run(
        app::own_user(),
        {"/usr/bin/openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
         "-nodes", "-days", "2", "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost",
         "-keyout", root_ / "key.pem", "-out", root_ / "certificate.pem"},
        root_ / "openssl.out");
    made.value();
    own(root_ / "key.pem");
    own(root_ / "certificate.pem");
}

void MailServers::write_dovecot() const {
    write("oauth2.conf", oauth2_words);
    write("dovecot.conf", std::string{dovecot_words} + (geteuid() == 0 ? "" : without_root));
    auto users = std::string{};
    for (auto const* const name : people) {
        for (auto const* const domain : {"desk.test", "customers.test"}) {
            users += std::string{name} + "@" + domain + ":secret::::::\n";
        }
    }
    write("users", users);
}

void MailServers::write_exim() const {
    write("exim.conf", exim_words);
    auto names = std::string{};
    for (auto const* const name : people) { names += std::string{name} + ": " + name + "\n"; }
    write("people", names);
}

MailServer MailServers::imap(MailSecurity security, std::string user) const {
    return {"localhost", security == MailSecurity::tls ? imaps_port_ : imap_port_, security, std::move(user),
            "secret"};
}

MailServer MailServers::smtp(MailSecurity security, std::string user) const {
    return {"localhost", security == MailSecurity::tls ? smtps_port_ : smtp_port_, security, std::move(user),
            "secret"};
}

mail::Options MailServers::options() const {
    auto options = mail::Options{};
    options.certificates = root_ / "certificate.pem";
    for (auto const& port : {imap_port_, imaps_port_}) {
        options.allow_origins.push_back("imap://localhost:" + port);
    }
    for (auto const& port : {smtp_port_, smtps_port_}) {
        options.allow_origins.push_back("smtp://localhost:" + port);
    }
    return options;
}

std::vector<std::string> MailServers::mails(std::string const& name) const {
    auto files = std::vector<fs::path>{};
    for (auto const* const folder : {"new", "cur"}) {
        auto fault = std::error_code{};
        for (auto const& entry : fs::directory_iterator{root_ / "mail" / name / folder, fault}) {
            files.push_back(entry.path());
        }
    }
    std::ranges::sort(files, {}, [](fs::path const& file) { return fs::last_write_time(file); });
    auto mails = std::vector<std::string>{};
    for (auto const& file : files) {
        auto bytes = std::ostringstream{};
        bytes << std::ifstream{file, std::ios::binary}.rdbuf();
        mails.push_back(bytes.str());
    }
    return mails;
}

void MailServers::drop(std::string const& name, std::string const& mail) const {
    static auto count = 0;
    auto const box = root_ / "mail" / name;
    for (auto const* const folder : {"", "new", "cur", "tmp"}) {
        if (fs::create_directories(box / folder)) { own(box / folder); }
    }
    own(box);
    auto const file = std::to_string(::time(nullptr)) + ".t" + std::to_string(++count) + ".localhost";
    std::ofstream{box / "tmp" / file, std::ios::binary} << mail;
    own(box / "tmp" / file);
    fs::rename(box / "tmp" / file, box / "new" / file);
}

void MailServers::make_folder(std::string const& name, std::string const& folder) const {
    auto const box = root_ / "mail" / name;
    for (auto const& path : {box, box / ("." + folder)}) {
        for (auto const* const part : {"", "new", "cur", "tmp"}) {
            if (fs::create_directories(path / part)) { own(path / part); }
        }
        own(path);
    }
}

void MailServers::renumber(std::string const& name) const {
    auto const box = root_ / "mail" / name;
    for (auto const& entry : fs::directory_iterator{box}) {
        if (entry.path().filename().string().starts_with("dovecot")) { fs::remove_all(entry.path()); }
    }
}

MailServers& mail_servers() {
    static auto servers = MailServers{};
    return servers;
}

}  // namespace balie::test
