internal import JSONText

/// A seal, volatile or final.
struct SealStatement {
  /// One row of `files`.
  struct File {
    let name: String
    let length: UInt64
    let sha256: DigestKey
    let blocks: [DigestKey]
  }

  let caseName: String
  let nonce: String
  let host: [String: String]
  let lines: UInt64
  let head: DigestKey
  let exhibits: UInt64
  let records: UInt64
  let files: [File]

  init(_ members: Members, scope: String) throws(MemberError) {
    try members.require("format", is: "needletail-seal")
    guard try members.integer("version") == BundleFormat.version else {
      throw MemberError(message: "`version` is not \(BundleFormat.version)")
    }
    try members.require("scope", is: scope)
    try members.requireIntegers()
    caseName = try members.string("case")
    nonce = try members.string("nonce")
    _ = try members.integer("sealed")
    host = try HostIdentity.texts(members.object("host"))
    if members.optional("invocation") != nil { _ = try members.object("invocation") }
    let manifest = try members.object("manifest")
    lines = try manifest.count("lines")
    head = try manifest.digest("head")
    exhibits = try members.count("exhibits")
    records = try members.count("records")
    var files: [File] = []
    for row in try members.array("files") { files.append(try Self.file(Members(row, name: "a row of `files`"))) }
    self.files = files
    let names = files.map(\.name)
    guard zip(names, names.dropFirst()).allSatisfy({ Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }) else {
      throw MemberError(message: "`files` is not in name order")
    }
  }

  private static func file(_ row: Members) throws(MemberError) -> File {
    let name = try row.string("name")
    guard BundleFormat.sealedFiles.contains(name) || name == BundleFormat.volatileSeal else {
      throw MemberError(message: "`files` lists what no seal covers: \(EscapedText.escape(Array(name.utf8)))")
    }
    let length = try row.count("length")
    let size = BundleFormat.blockSize(of: name)
    guard try row.count("block_size") == size else {
      throw MemberError(message: "`block_size` of \(name) is not \(size)")
    }
    let blocks = try row.digests("blocks")
    guard UInt64(blocks.count) == length / size + (length % size == 0 ? 0 : 1) else {
      throw MemberError(message: "`blocks` of \(name) do not fit its length")
    }
    return File(name: name, length: length, sha256: try row.digest("sha256"), blocks: blocks)
  }

  func file(_ name: String) -> File? { files.first { $0.name == name } }
}
