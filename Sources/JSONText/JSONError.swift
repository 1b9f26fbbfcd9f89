/// Why JSON text could not be read or written.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
  /// For programs.
  public enum Code: String, Sendable {
    case syntax, invalidUTF8, tooDeep, tooLong, numberOutOfRange, duplicateMember, missingMember, wrongType
  }
  /// For programs.
  public var code: Code
  /// Bytes from the start of the text; 0 when a decoded value, not the text, is at fault.
  public var offset: Int
  /// For people.
  public var message: String

  /// - Parameter offset: Bytes from the start of the text.
  public init(_ code: Code, at offset: Int, _ message: String) {
    self.code = code
    self.offset = offset
    self.message = message
  }

  public var description: String { "\(message) (byte \(offset))" }
}
