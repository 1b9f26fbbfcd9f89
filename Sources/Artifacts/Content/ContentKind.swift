public import CaseModel

/// What a file is by its first bytes.
public enum ContentKind {
  /// - Parameters:
  ///   - head: At least the first 512 bytes, if the file has them.
  ///   - path: Helps where content does not tell (a PHP file that begins with HTML).
  /// - Returns: `elf`, `script`, `php`, `jsp`, `asp`, `archive-zip`, `archive-gzip`, …, `ssh-private-key`, `aws-credentials`, `sqlite`, `text`, …; `nil` for
  ///   bytes of no known kind.
  public static func classify(_ head: [UInt8], path: HostString = "") -> String? {
    if let kind = magics.first(where: { head.starts(with: $0.0) })?.1 { return kind }
    if head.count > 262, head[257..<262].elementsEqual("ustar".utf8) { return "archive-tar" }
    let text = head.prefix(65_536)
    if text.hasPrefix("-----BEGIN ") { return armored(text) }
    if text.hasPrefix("PuTTY-User-Key-File-") { return "ssh-private-key" }
    let name = path.text.lowercased()
    // Server pages may begin with anything, even an image's head.
    if text.contains("<?php") || text.hasPrefix("<?=") { return "php" }
    if text.contains("<%"),
      name.hasSuffix(".jsp") || name.hasSuffix(".jspx") || text.contains("<%@page") || text.contains("<%@ page")
    {
      return text.lowercased.contains("language=\"c#\"") ? "asp" : "jsp"
    }
    if text.contains("<%"), name.hasSuffix(".asp") || name.hasSuffix(".aspx") || name.hasSuffix(".ashx") {
      return "asp"
    }
    if text.hasPrefix("#!") { return "script" }
    if text.contains("aws_access_key_id") || text.contains("aws_secret_access_key") { return "aws-credentials" }
    if text.contains("client_email") && text.contains("private_key") { return "gcp-credentials" }
    if text.contains("current-context:") && text.contains("clusters:") { return "kube-config" }
    if images.contains(where: { text.starts(with: $0) }) { return "image" }
    return isText(text) && !text.isEmpty ? "text" : nil
  }

  /// `#!` line of a script without the marks; `nil` if there is none.
  public static func interpreter(_ head: [UInt8]) -> HostString? {
    guard head[...].hasPrefix("#!") else { return nil }
    return head[...].dropFirst(2).prefix { $0 != 10 && $0 != 13 && $0 != 0 }.prefix(256).trimmed.hostString
  }

  private static func armored(_ text: ArraySlice<UInt8>) -> String {
    let line = text.prefix { $0 != 10 }
    if line.contains("PGP PRIVATE KEY") { return "pgp-private-key" }
    if line.contains("PRIVATE KEY") { return "ssh-private-key" }
    if line.contains("CERTIFICATE") { return "certificate" }
    return line.contains("PGP") ? "pgp" : "pem"
  }

  private static func isText(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.prefix(4096).allSatisfy { $0 >= 32 && $0 != 127 || $0 == 9 || $0 == 10 || $0 == 13 || $0 == 27 || $0 == 12 }
  }

  private static let magics: [([UInt8], String)] = [
    ([0x7f, 0x45, 0x4c, 0x46], "elf"), ([0x4d, 0x5a], "pe"), ([0xca, 0xfe, 0xba, 0xbe], "java-class"),
    ([0x50, 0x4b, 0x03, 0x04], "archive-zip"), ([0x1f, 0x8b], "archive-gzip"), ([0x42, 0x5a, 0x68], "archive-bzip2"),
    ([0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "archive-xz"), ([0x28, 0xb5, 0x2f, 0xfd], "archive-zstd"),
    ([0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], "archive-7z"), ([0x52, 0x61, 0x72, 0x21, 0x1a, 0x07], "archive-rar"),
    ([0x04, 0x22, 0x4d, 0x18], "archive-lz4"), (Array("!<arch>\n".utf8), "archive-ar"),
    ([0xed, 0xab, 0xee, 0xdb], "package-rpm"),
    (Array("SQLite format 3\0".utf8), "sqlite"), (JournalHeader.signature, "journal"),
    ([0xd4, 0xc3, 0xb2, 0xa1], "pcap"),
    ([0xa1, 0xb2, 0xc3, 0xd4], "pcap"), ([0x0a, 0x0d, 0x0d, 0x0a], "pcap"), ([0x00, 0x61, 0x73, 0x6d], "wasm"),
    (Array("KDBX".utf8), "password-store"), ([0x03, 0xd9, 0xa2, 0x9a], "password-store"),
    (Array("LUKS".utf8), "encrypted-volume"),
    ([0xfe, 0xed, 0xfe, 0xed], "java-keystore"), (Array("%PDF".utf8), "pdf"), ([0xeb, 0x9f], "btf"),
  ]
  private static let images: [[UInt8]] = [
    [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], Array("GIF8".utf8), Array("RIFF".utf8), [0x00, 0x00, 0x01, 0x00],
  ]
}
