internal import JSONText

/// `bundle.json`.
struct EntryFile {
  let caseName: String
  let nonce: String
  let host: [String: String]

  /// - Throws: what is missing or of the wrong kind. `version` is judged before, by the caller.
  init(_ members: Members) throws(MemberError) {
    try members.require("format", is: "needletail-bundle")
    caseName = try members.escapedText("case")
    nonce = try members.string("nonce")
    guard nonce.utf8.count == 32, nonce.utf8.allSatisfy(Self.isHexDigit) else {
      throw MemberError(message: "`nonce` is not 32 lower-case hex digits")
    }
    _ = try members.string("profile")
    _ = try members.integer("created")
    let tool = try members.object("tool")
    _ = try (tool.string("name"), tool.string("version"))
    let clock = try members.object("clock")
    _ = try (clock.integer("realtime"), clock.integer("boottime"))
    guard ["case", "collection"].contains(try members.string("fingerprint_key")) else {
      throw MemberError(message: "`fingerprint_key` is neither \"case\" nor \"collection\"")
    }
    _ = try members.truth("secrets_included")
    host = try HostIdentity.texts(members.object("host"))
    try members.requireIntegers()
  }

  private static func isHexDigit(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
  }
}

/// The members of `host`, in `bundle.json` and in the seals.
enum HostIdentity {
  /// What binds a seal to the host of `bundle.json`.
  static let bound = ["machine_id", "boot_id", "instance_id"]

  static func texts(_ members: Members) throws(MemberError) -> [String: String] {
    var texts: [String: String] = [:]
    for name in bound + ["hostname", "kernel", "architecture"] where members.optional(name) != nil {
      texts[name] = try members.escapedText(name)
    }
    return texts
  }
}
