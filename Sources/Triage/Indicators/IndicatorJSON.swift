internal import JSONText

/// Tells STIX from MISP, and reads the objects of either one by one.
enum IndicatorJSON {
  static func read(_ bytes: [UInt8]) -> IndicatorList {
    let value: JSONValue
    do { value = try JSONReader.parse(bytes, limits: JSONLimits(length: IndicatorList.sizeLimit)) } catch {
      var list = IndicatorList(format: .stix)
      list.fault("byte \(error.offset)", "not JSON: \(error.message)")
      return list
    }
    if value["type"]?.string == "bundle" { return stix(value["objects"]?.array ?? []) }
    if value["type"]?.string == "indicator" { return stix([value]) }
    if let events = events(value) { return misp(events) }
    var list = IndicatorList(format: .stix)
    list.fault("byte 0", "neither a STIX bundle (type bundle) nor a MISP event (Event or response)")
    return list
  }

  private static func stix(_ objects: [JSONValue]) -> IndicatorList {
    var list = IndicatorList(format: .stix)
    for (index, object) in objects.enumerated() {
      guard object["type"]?.string == "indicator", object["revoked"]?.bool != true else {
        list.ignoredCount += 1
        continue
      }
      take(object, at: "objects[\(index)]", into: &list)
    }
    return list
  }

  private static func take(_ object: JSONValue, at position: String, into list: inout IndicatorList) {
    let language = object["pattern_type"]?.string ?? "stix"
    guard language == "stix" else {
      list.fault(position, "a pattern in \(IndicatorForm.shown(language)) cannot be searched here")
      return
    }
    guard let pattern = object["pattern"]?.string else {
      list.fault(position, "an indicator without a pattern")
      return
    }
    let note = object["name"]?.string ?? object["description"]?.string ?? object["id"]?.string ?? ""
    do {
      for comparison in try STIXPattern.comparisons(pattern) {
        guard let kind = STIXPattern.kind(of: comparison.path) else {
          list.fault(position, "not something that can be searched: \(IndicatorForm.shown(comparison.path))")
          continue
        }
        list.take(kind, comparison.value, note: note, at: position)
      }
    } catch { list.fault(position, error.message) }
  }

  /// One event, a list of them, or the answer of a server.
  private static func events(_ value: JSONValue) -> [(position: String, event: JSONValue)]? {
    if let event = value["Event"] { return [("Event", event)] }
    guard let all = value["response"]?.array ?? value.array else { return nil }
    let events = all.enumerated().compactMap { index, element in
      element["Event"].map { (position: "[\(index)].Event", event: $0) }
    }
    return events.isEmpty ? nil : events
  }

  private static func misp(_ events: [(position: String, event: JSONValue)]) -> IndicatorList {
    var list = IndicatorList(format: .misp)
    for (position, event) in events {
      take(event["Attribute"]?.array ?? [], at: position, into: &list)
      for (index, object) in (event["Object"]?.array ?? []).enumerated() {
        take(object["Attribute"]?.array ?? [], at: "\(position).Object[\(index)]", into: &list)
      }
    }
    return list
  }

  private static func take(_ attributes: [JSONValue], at place: String, into list: inout IndicatorList) {
    for (index, attribute) in attributes.enumerated() {
      let position = "\(place).Attribute[\(index)]"
      guard let type = attribute["type"]?.string, let value = attribute["value"]?.string else {
        list.fault(position, "an attribute without type or value")
        continue
      }
      let isMeant = !isFalse(attribute["to_ids"]) && !isTrue(attribute["deleted"])
      let parts = MISPType.indicators(type, value)
      guard isMeant, !parts.isEmpty else {
        list.ignoredCount += 1
        continue
      }
      for (kind, part) in parts { list.take(kind, part, note: attribute["comment"]?.string ?? "", at: position) }
    }
  }

  /// Servers write truth as `true`, `"1"` or 1.
  private static func isTrue(_ value: JSONValue?) -> Bool { value == true || value == 1 || value == "1" }
  private static func isFalse(_ value: JSONValue?) -> Bool { value == false || value == 0 || value == "0" }
}

/// Attribute types of MISP, as far as hosts can be searched for them.
enum MISPType {
  /// The indicators in one attribute. A composite type has its parts between `|`.
  static func indicators(_ type: String, _ value: String) -> [(Indicator.Kind, String)] {
    let names = type.split(separator: "|", omittingEmptySubsequences: false).map(String.init)
    guard names.count == 2 else { return kinds[type].map { [($0, value)] } ?? [] }
    let parts = value.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2 else { return [] }
    // A file's digest says all; its name beside it says less.
    let pairs = zip(names, parts).filter { $0.0 != "filename" || kinds[names[1]] == nil }
    return pairs.compactMap { name, part in kinds[name].map { ($0, part) } }
  }

  private static let kinds: [String: Indicator.Kind] = [
    "sha256": .sha256, "sha1": .sha1, "md5": .md5, "ip-src": .address, "ip-dst": .address, "ip": .address,
    "domain": .domain, "hostname": .domain, "url": .url, "uri": .url, "filename": .fileName,
    "target-user": .account, "ssh-fingerprint": .sshKey,
  ]
}
