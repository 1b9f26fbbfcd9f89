import Digests
import Testing

@Suite struct DigestTests {
  @Test func sha256OfTheStandardsExamples() {
    #expect(SHA256.digest(Array("abc".utf8)).hex == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    #expect(SHA256.digest([UInt8]()).hex == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
  }

  @Test func piecesGiveTheDigestOfTheWhole() {
    var hasher = SHA256()
    for byte in UInt8.min...UInt8.max { hasher.update([byte]) }
    #expect(hasher.finish() == SHA256.digest(Array(UInt8.min...UInt8.max)))
  }

  /// RFC 4231, test cases 1, 2 and 6.
  @Test func hmacOfTheStandardsExamples() {
    #expect(
      HMACSHA256.authenticate(Array("Hi There".utf8), key: [UInt8](repeating: 0x0b, count: 20)).hex
        == "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7")
    #expect(
      HMACSHA256.authenticate(Array("what do ya want for nothing?".utf8), key: Array("Jefe".utf8)).hex
        == "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")
    #expect(
      HMACSHA256.authenticate(
        Array("Test Using Larger Than Block-Size Key - Hash Key First".utf8), key: [UInt8](repeating: 0xaa, count: 131)
      ).hex == "60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54")
  }

  @Test func md5OfTheStandardsExample() { #expect(MD5.hex(Array("abc".utf8)) == "900150983cd24fb0d6963f7d28e17f72") }

  @Test func onlyLowerCaseHexOfTheRightLengthIsADigest() {
    let hex = SHA256.digest([UInt8]()).hex
    #expect(SHA256Digest(hex: hex)?.hex == hex)
    #expect(SHA256Digest(hex: hex.uppercased()) == nil)
    #expect(SHA256Digest(hex: String(hex.dropLast())) == nil)
  }
}
