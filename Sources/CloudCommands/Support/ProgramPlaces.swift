internal import CaseModel
internal import Glibc
internal import ProgramKit

/// Where things lie around this program.
enum ProgramPlaces {
  /// This program's own file.
  static func own() throws -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    guard count > 0 else { throw Failure("cannot tell where this program lies (/proc/self/exe)") }
    return String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// A file of the project, found in the nearest folder above this program that has it.
  static func projectFile(_ name: String) throws -> String {
    var folder = try own()
    while let slash = folder.lastIndex(of: "/"), slash > folder.startIndex {
      folder = String(folder[..<slash])
      if access("\(folder)/\(name)", R_OK) == 0 { return "\(folder)/\(name)" }
    }
    throw Failure(
      "a file of the project is not above this program: \(name)", hint: "start it where it was built, or install both")
  }

  /// A whole small file of ours or the responder's.
  static func read(_ path: String, limit: Int = 8 << 20) throws -> [UInt8] {
    try InputFile.read(path, limit: limit)
  }

  /// Variables of the environment.
  static var environment: [String: String] {
    var variables: [String: String] = [:]
    var entry = environ
    while let text = entry.pointee {
      let pair = String(cString: text)
      if let equals = pair.firstIndex(of: "=") {
        variables[String(pair[..<equals])] = String(pair[pair.index(after: equals)...])
      }
      entry += 1
    }
    return variables
  }
}
