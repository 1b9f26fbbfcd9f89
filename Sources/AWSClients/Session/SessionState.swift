internal import AWSSigning

/// What the sessions of one process learn from answers and share: budgets for repetition, rates, and clock differences.
actor SessionState {
  private var tokens: [String: Double] = [:]
  private var pacers: [String: Pacer] = [:]
  private var skews: [String: Double] = [:]

  /// Seconds to wait before the next call.
  func reserve(_ key: String, at now: AWSInstant) -> Double {
    pacers[key, default: Pacer()].reserve(at: now.epoch)
  }

  /// Takes the price of a repetition.
  ///
  /// - Returns: False when the bucket is empty: then the service is in trouble and repeating would add to it.
  func pay(_ price: Double, _ key: String, of size: Double) -> Bool {
    let left = tokens[key] ?? size
    guard left >= price else { return false }
    tokens[key] = left - price
    return true
  }

  /// Gives back what the repetitions of a successful call took, or one token for a call that needed none.
  func succeeded(_ key: String, refund: Double, of size: Double, at now: AWSInstant) {
    if let left = tokens[key] { tokens[key] = min(size, left + max(refund, 1)) }
    pacers[key, default: Pacer()].succeeded(at: now.epoch)
  }

  func throttled(_ key: String, at now: AWSInstant) {
    pacers[key, default: Pacer()].throttled(at: now.epoch)
  }

  /// Seconds to add to our clock for this host.
  func skew(_ host: String) -> Double { skews[host] ?? 0 }

  func setSkew(_ host: String, seconds: Double) { skews[host] = seconds }
}

/// Keeps calls to one service of one account below the rate at which it throttles.
///
/// Free until the first throttling; then slots at seven tenths of the rate measured, a tenth faster each second without
/// another, free again above 100 a second. At most one decrease a second, since calls in flight are throttled together.
struct Pacer {
  private(set) var rate: Double?
  private var nextSlot = 0.0
  private var changed = -Double.infinity
  private var second = 0.0
  private var count = 0.0
  private var measured = 0.0

  mutating func reserve(at now: Double) -> Double {
    measure(now)
    guard let rate else { return 0 }
    let slot = max(now, nextSlot)
    nextSlot = slot + 1 / rate
    return slot - now
  }

  mutating func throttled(at now: Double) {
    guard now - changed >= 1 else { return }
    changed = now
    let seen = max(measured, count)
    rate = max(0.5, min(rate ?? seen, max(seen, 1)) * 0.7)
  }

  mutating func succeeded(at now: Double) {
    guard let rate, now - changed >= 1 else { return }
    changed = now
    self.rate = rate > 100 ? nil : rate * 1.1 + 0.1
  }

  private mutating func measure(_ now: Double) {
    if now - second >= 1 {
      measured = now - second < 2 ? count : 0
      second = now
      count = 0
    }
    count += 1
  }
}
