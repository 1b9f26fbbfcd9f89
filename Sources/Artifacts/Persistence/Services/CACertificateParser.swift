internal import CaseModel
internal import HostFacts

/// A file of certificates that the host trusts: how many, and which file; subjects are not read.
enum CACertificateParser: ArtifactParser {
  static let name = "ca-certificate"
  static let about =
    "A file of trusted certificates, PEM (RFC 7468) or DER: number of certificates and digest of the file."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.certificate, input)
    var count = 0
    var keys = 0
    for line in input.lines where line.bytes.hasPrefix("-----BEGIN ") {
      if line.bytes.contains("CERTIFICATE-----") { count += 1 }
      if line.bytes.contains("PRIVATE KEY-----") { keys += 1 }
    }
    let isDER = count == 0 && input.bytes.first == 0x30 && input.bytes.count > 64
    guard count > 0 || isDER || keys > 0 else {
      sheet.note("no certificate")
      return sheet.output
    }
    sheet.add(line: 0, text: input.path.bytes[...]) { record in
      record.attributes = ScriptSummary.describe(input)
      record.attributes["format"] = isDER ? "der" : "pem"
      record.attributes["certificates"] = HostString(String(isDER ? 1 : count))
      if keys > 0 { record.attributes["private_keys"] = HostString(String(keys)) }
    }
    return sheet.output
  }
}
