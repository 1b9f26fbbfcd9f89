internal import CaseModel
internal import HostFacts
internal import Triage

/// Who is and was logged in, and who failed to.
struct SessionsSection {
  let page: PageContext
  private var logins: [LoginRecord] { page.report.picture.logins }
  private static let openRows = 12

  var html: HTML {
    let current = latestFirst(logins.filter { $0.book == "utmp" && $0.kind == "user" })
    let past = latestFirst(logins.filter { $0.book != "utmp" && $0.book != "btmp" && $0.kind == "user" })
    let failed = logins.filter { $0.book == "btmp" }
    let wiped = logins.count { $0.isZeroed }
    return section("sessions", "Sessions") {
      if wiped > 0 {
        element(.p, .style("note")) {
          chip("wiped", "high")
          " \(Words.count(wiped, "session record")) of only zero bytes"
        }
      }
      element(.h3) { "Now (\(Words.grouped(current.count)))" }
      sessions("Sessions now", current)
      element(.h3) { "Recorded logins (\(Words.grouped(past.count)))" }
      sessions("Recorded logins, latest first", Array(past.prefix(Self.openRows)))
      if past.count > Self.openRows {
        folded(Words.count(past.count - Self.openRows, "earlier login")) {
          sessions("Earlier logins, latest first", Array(past.dropFirst(Self.openRows)))
        }
      }
      if !failed.isEmpty {
        element(.h3) { "Failed logins (\(Words.grouped(failed.count)))" }
        failures(failed)
      }
    }
  }

  private func latestFirst(_ logins: [LoginRecord]) -> [LoginRecord] {
    let never = Timestamp(nanoseconds: .min)
    return logins.sorted { ($0.time ?? never) > ($1.time ?? never) }
  }

  private func sessions(_ caption: StaticString, _ logins: [LoginRecord]) -> HTML {
    guard !logins.isEmpty else { return element(.p, .style("note")) { "None." } }
    var table = DataTable(
      caption, [.init("Time (UTC)"), .init("User"), .init("From", "w"), .init("Terminal"), .init("Book")],
      rowLimit: 100,
      byteLimit: 60_000)
    for login in logins {
      table.add {
        [
          page.moment(login.time), suspect(login.user, limit: 80), suspect(Self.origin(login), limit: 200),
          suspect(login.terminal, limit: 40), .text(login.book, limit: 20),
        ]
      }
    }
    return table.html
  }

  private func failures(_ logins: [LoginRecord]) -> HTML {
    let byOrigin = Dictionary(grouping: logins, by: Self.origin)
    var table = DataTable(
      "Failed logins by origin, most first",
      [.init("From", "w"), .init("Count", "n"), .init("Users tried", "w"), .init("First (UTC)"), .init("Last (UTC)")],
      rowLimit: 40,
      byteLimit: 40_000)
    for (origin, tries) in byOrigin.sorted(by: { ($1.value.count, $0.key) < ($0.value.count, $1.key) }) {
      table.add {
        let times = tries.compactMap(\.time)
        let users = Set(tries.map(\.user.text)).sorted().prefix(12).joined(separator: " ")
        return [
          suspect(origin, limit: 200), .text(Words.grouped(tries.count)),
          suspect(HostString(escaped: users), limit: 300),
          page.moment(times.min()), page.moment(times.max()),
        ]
      }
    }
    return table.html
  }

  private static func origin(_ login: LoginRecord) -> HostString {
    login.address.isEmpty ? login.host : HostString(login.address)
  }
}
