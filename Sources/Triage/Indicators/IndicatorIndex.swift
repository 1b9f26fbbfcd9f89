internal import CaseModel

/// A list of indicators for looking up: time per question does not grow with the list.
struct IndicatorIndex: Sendable {
  let indicators: [Indicator]
  private var byKind: [Indicator.Kind: [String: Int]] = [:]
  /// Ranges of addresses by family and length.
  private var ranges: [Range: [NumericAddress: Int]] = [:]

  private struct Range: Hashable {
    var isIPv4: Bool
    var length: Int
  }

  init(_ list: IndicatorList) {
    indicators = list.indicators
    for (position, indicator) in indicators.enumerated() where indicator.kind.isSearchable {
      guard indicator.kind == .address, let slash = indicator.value.lastIndex(of: "/"),
        let address = NumericAddress(indicator.value[..<slash]),
        let length = Int(indicator.value[indicator.value.index(after: slash)...])
      else {
        // Facts hold the suspect's texts in their escaped form.
        byKind[indicator.kind, default: [:]][HostString(indicator.value).text] = position
        continue
      }
      ranges[Range(isIPv4: address.isIPv4, length: length), default: [:]][address.prefix(length)] = position
    }
  }

  /// Something of that kind is in the list.
  func has(_ kind: Indicator.Kind) -> Bool { byKind[kind] != nil || kind == .address && !ranges.isEmpty }

  /// Texts have to be looked into.
  var asksForNames: Bool { has(.address) || has(.domain) || has(.url) || asksForPaths }

  /// Paths have to be compared.
  var asksForPaths: Bool { has(.fileName) || has(.filePath) }

  func find(_ kind: Indicator.Kind, _ value: String) -> Int? { byKind[kind]?[value] }

  func find(_ address: NumericAddress) -> Int? {
    if let exact = byKind[.address]?[address.text] { return exact }
    for (range, table) in ranges where range.isIPv4 == address.isIPv4 {
      if let found = table[address.prefix(range.length)] { return found }
    }
    return nil
  }

  /// The domain itself or one above it, but not the last label alone.
  func find(domain: String) -> Int? {
    guard let table = byKind[.domain] else { return nil }
    var rest = domain.lowercased()[...]
    while rest.hasSuffix(".") { rest = rest.dropLast() }
    for _ in 0..<32 {
      if let found = table[String(rest)] { return found }
      guard let dot = rest.firstIndex(of: ".") else { return nil }
      rest = rest[rest.index(after: dot)...]
    }
    return nil
  }
}
