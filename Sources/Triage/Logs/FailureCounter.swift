internal import CaseModel

/// Failed logins by address and hour, in bounded memory: an attacker chooses how many addresses there are.
struct FailureCounter: Sendable {
  /// What failed from one address in one hour.
  struct Hour: Sendable {
    /// Failures.
    var count = 0
    /// By account, at most 24 kept.
    var accounts: [String: Int] = [:]
  }
  private var hours: [String: [Int64: Hour]] = [:]
  private(set) var total = 0
  private(set) var addressesSeen = 0
  private static let mostAddresses = 4096
  private static let mostHours = 96

  mutating func add(address: String, account: String?, at time: Timestamp?) {
    total += 1
    if hours[address] == nil {
      addressesSeen += 1
      if hours.count >= Self.mostAddresses { forgetTheQuiet() }
    }
    let hour = (time?.seconds ?? 0) / 3600
    if hours[address]?[hour] == nil, hours[address]?.count ?? 0 >= Self.mostHours { return }
    var entry = hours[address]?[hour] ?? Hour()
    entry.count += 1
    if let account, entry.accounts[account] != nil || entry.accounts.count < 24 {
      entry.accounts[account, default: 0] += 1
    }
    hours[address, default: [:]][hour] = entry
  }

  /// Failures from the address in the hour of the moment and the one before.
  func before(_ time: Timestamp?, address: String) -> Hour {
    guard let all = hours[address] else { return Hour() }
    let hour = (time?.seconds ?? 0) / 3600
    var sum = Hour()
    for key in [hour - 1, hour] {
      guard let entry = all[key] else { continue }
      sum.count += entry.count
      sum.accounts.merge(entry.accounts) { $0 + $1 }
    }
    return sum
  }

  /// Addresses with few failures go first; half of the room is made at once, so that the cost stays small.
  private mutating func forgetTheQuiet() {
    let ranked = hours.map { ($0.key, $0.value.values.reduce(0) { $0 + $1.count }) }.sorted { $0.1 < $1.1 }
    for (address, _) in ranked.prefix(Self.mostAddresses / 2) { hours[address] = nil }
  }
}
