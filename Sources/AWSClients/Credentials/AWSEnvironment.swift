/// The outside that credentials and settings come from, as the program hands it over: this room reads none of it itself.
public struct AWSEnvironment: Sendable {
  /// Environment variables.
  public var variables: [String: String]
  /// Where `.aws` is, without a trailing slash.
  public var homeDirectory: String?
  /// Reads a whole small file; `nil` if there is none.
  public var readFile: @Sendable (String) throws -> [UInt8]?
  /// Names in a directory; none if there is no such directory.
  public var listDirectory: @Sendable (String) -> [String]
  /// Runs the line of a `credential_process` and gives its standard output. `nil` refuses such profiles, which is the
  /// default: the line may be any program, and a response should not start what a file names.
  public var runProcess: (@Sendable (String) async throws -> [UInt8])?

  /// - Parameters:
  ///   - readFile: `nil` for a file that is not there.
  ///   - listDirectory: Names only.
  public init(
    variables: [String: String], homeDirectory: String? = nil,
    readFile: @escaping @Sendable (String) throws -> [UInt8]? = { _ in nil },
    listDirectory: @escaping @Sendable (String) -> [String] = { _ in [] }
  ) {
    self.variables = variables
    self.homeDirectory = homeDirectory
    self.readFile = readFile
    self.listDirectory = listDirectory
  }

  /// A variable that is set to something.
  subscript(name: String) -> String? {
    guard let value = variables[name], !value.isEmpty else { return nil }
    return value
  }

  func isTrue(_ name: String) -> Bool { self[name]?.lowercased() == "true" }

  /// A small file as text.
  ///
  /// - Throws: `AWSError` `.credentials` if it is too long or no UTF-8.
  func text(_ path: String) throws -> String? {
    guard let bytes = try readFile(expanded(path)) else { return nil }
    guard bytes.count <= 1 << 20, let text = String(validating: bytes, as: UTF8.self) else {
      throw AWSError(.credentials, "\(path) is no small text file")
    }
    return text
  }

  /// A leading `~/` is the home directory.
  func expanded(_ path: String) -> String {
    guard path.hasPrefix("~/"), let homeDirectory else { return path }
    return homeDirectory + path.dropFirst(1)
  }
}
