internal import CollectionPlans

/// What becomes of one path of a definition.
enum PathVerdict: Equatable {
  /// Goes into the plan.
  case usable(String)
  /// Names a place that Linux does not have.
  case unsupported(String)
  /// No path at all.
  case refused(String)
}

/// Judges paths of definitions by what the collector can expand.
enum PathRules {
  /// The one variable of POSIX systems: each account's home directory.
  static let homes = "%%users.homedir%%"

  static func judge(_ path: String) -> PathVerdict {
    let rest = path.hasPrefix(homes) ? String(path.dropFirst(homes.count)) : path
    if let variable = variable(in: rest) {
      return variable == homes
        ? .refused("\(homes) stands at the start of a path only") : .unsupported("no value on Linux for \(variable)")
    }
    if path.utf8.contains(UInt8(ascii: "\\")) { return .unsupported("a path of another system") }
    guard rest.hasPrefix("/") else { return .refused("not an absolute path") }
    guard path.utf8.count <= 4_096 else { return .refused("longer than a path can be") }
    guard rest.utf8.allSatisfy({ $0 >= 32 && $0 != 127 }) else { return .refused("a control character") }
    return components(rest) ?? .usable(path)
  }

  private static func components(_ path: String) -> PathVerdict? {
    for component in path.split(separator: "/") {
      if component == ".." { return .refused("a path may not climb with ..") }
      guard component.hasPrefix("**"), component.utf8.count > 2 else { continue }
      guard let depth = Int(component.dropFirst(2)) else {
        return .refused("** stands alone between slashes or with a number: \(component)")
      }
      guard (1...GlobPattern.depthLimit).contains(depth) else {
        return .refused("** goes 1 to \(GlobPattern.depthLimit) directories deep: \(component)")
      }
    }
    return nil
  }

  private static func variable(in path: String) -> String? {
    let bytes = Array(path.utf8)
    let mark = UInt8(ascii: "%")
    let marks = bytes.indices.dropLast().filter { bytes[$0] == mark && bytes[$0 + 1] == mark }
    guard let start = marks.first else { return nil }
    let end = marks.first { $0 > start + 1 }.map { $0 + 2 } ?? bytes.count
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }
}
