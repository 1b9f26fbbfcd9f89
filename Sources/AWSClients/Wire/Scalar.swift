internal import AWSSigning
internal import Digests

/// Single values as text.
enum Scalar {
  /// - Parameter time: The form of times that have none of their own.
  /// - Throws: `AWSError` `.badInput` for what is no single value.
  static func text(_ value: AWSValue, _ type: TypeModel, time usual: TypeModel.TimeForm) throws -> String {
    switch value {
    case .string(let text): return text
    case .integer(let number): return String(number)
    case .double(let number):
      return number == number.rounded() && abs(number) < 1e15 ? "\(Int64(number)).0" : "\(number)"
    case .bool(let truth): return truth ? "true" : "false"
    case .bytes(let bytes): return Base64.encode(bytes)
    case .instant(let instant): return time(instant, type, usual: usual)
    case .list, .map, .structure, .body: throw AWSError(.badInput, "a group where a single value belongs")
    }
  }

  /// As `text`, with a list's elements joined by commas and times as HTTP dates.
  static func header(_ value: AWSValue, _ type: TypeModel) throws -> String {
    guard case .list(let elements) = value, case .list(_, _, let inner) = type else {
      return try text(value, type, time: .http)
    }
    return try elements.map { try text($0, inner, time: .http) }.joined(separator: ",")
  }

  private static func time(_ instant: AWSInstant, _ type: TypeModel, usual: TypeModel.TimeForm) -> String {
    var form = usual
    if case .time(let own) = type, own != .usual { form = own }
    switch form {
    case .epoch: return instant.nanoseconds == 0 ? String(instant.seconds) : "\(instant.epoch)"
    case .http: return instant.httpDate
    case .iso8601, .usual: return instant.iso8601
    }
  }

  /// Reads a single value; `nil` if the text is none of that type.
  static func value(_ text: String, _ type: TypeModel) -> AWSValue? {
    switch type {
    case .string: .string(text)
    case .integer: Int64(text.trimmed).map { .integer($0) }
    case .double: Double(text.trimmed).map { .double($0) }
    case .bool: bool(text.trimmed)
    case .bytes: Base64.decode(text.trimmed).map { .bytes($0) }
    case .time: AWSInstant(text: text.trimmed).map { .instant($0) }
    case .list(_, _, let inner):
      .list(text.split(separator: ",").compactMap { value(String($0).trimmed, inner) })
    case .structure, .map, .body: nil
    }
  }

  private static func bool(_ text: String) -> AWSValue? {
    switch text.lowercased() {
    case "true", "1": .bool(true)
    case "false", "0": .bool(false)
    default: nil
    }
  }
}

extension String {
  var trimmed: String {
    var view = self[...]
    while let first = view.first, first.isWhitespace { view.removeFirst() }
    while let last = view.last, last.isWhitespace { view.removeLast() }
    return String(view)
  }
}
