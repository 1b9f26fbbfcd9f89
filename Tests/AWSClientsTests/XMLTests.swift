import AWSSigning
import Testing

@testable import AWSClients

@Suite struct XMLTests {
  private static let good = """
    <?xml version="1.0" encoding="UTF-8"?>
    <!-- a comment --><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/" a='1'>
      <Name>b &amp; c &#x41;&#66;</Name><Empty/><x:Nested><y><![CDATA[<raw> & ]]></y></x:Nested>
      <Contents><Key>ä</Key></Contents><Contents ><Key>two</Key></Contents >
    </ListBucketResult>

    """

  private func code(_ text: String, _ limits: XMLLimits = XMLLimits()) -> XMLError.Code? {
    do {
      _ = try XMLNode.parse(Array(text.utf8), limits: limits)
      return nil
    } catch {
      return error.code
    }
  }

  @Test func aDocumentIsRead() throws {
    let root = try XMLNode.parse(Array(Self.good.utf8))
    #expect(root.name == "ListBucketResult")
    #expect(root["Name"]?.text == "b & c AB")
    #expect(root["Empty"]?.text == "")
    #expect(root["Nested"]?["y"]?.text == "<raw> & ")
    #expect(root.all("Contents").map { $0["Key"]?.text } == ["ä", "two"])
  }

  @Test func everyPrefixIsRefused() {
    let bytes = Array(Self.good.utf8)
    let whole = bytes.count - 2
    for count in 0..<whole {
      #expect(throws: XMLError.self, "\(count) bytes") { try XMLNode.parse(Array(bytes.prefix(count))) }
    }
  }

  @Test func everyChangedByteIsReadOrRefused() {
    let bytes = Array(Self.good.utf8)
    for index in bytes.indices {
      for value: UInt8 in [0, 38, 60, 62, 47, 33, 63, 91, 255] {
        var changed = bytes
        changed[index] = value
        _ = try? XMLNode.parse(changed)
      }
    }
  }

  @Test(arguments: [
    ("<a></b>", XMLError.Code.syntax), ("<a>&unknown;</a>", .syntax), ("<a>&#xD800;</a>", .syntax),
    ("<a>&#99999999999;</a>", .syntax), ("<a>& b</a>", .syntax), ("<a/><b/>", .syntax), ("text", .syntax),
    ("<a/>text", .syntax), ("<a b=1/>", .syntax), ("< a/>", .syntax), ("</a>", .syntax), ("", .cut), ("<a", .cut),
    ("<a b=\"", .cut), ("<!--", .cut),
    ("<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>", .documentType), ("<a><!ELEMENT b></a>", .documentType),
  ])
  func whatIsNoXMLIsRefused(_ text: String, _ wanted: XMLError.Code) {
    #expect(code(text) == wanted)
  }

  @Test func depthLengthAndNumberHaveCeilings() {
    let deep = String(repeating: "<a>", count: 100_000)
    #expect(code(deep) == .tooDeep)
    #expect(code("<a>" + String(repeating: "<b/>", count: 20) + "</a>", XMLLimits(elements: 10)) == .tooMany)
    #expect(code("<a>long</a>", XMLLimits(length: 5)) == .tooLong)
  }

  @Test func textThatIsNoUTF8IsRefused() {
    #expect(throws: XMLError.self) { try XMLNode.parse(Array("<a>".utf8) + [0xFF, 0xFE] + Array("</a>".utf8)) }
  }

  @Test func everyPrefixOfAnAnswerIsAnErrorAndNeverHalfAnAnswer() async throws {
    let body = """
      <DescribeVpcsResponse xmlns="http://ec2.amazonaws.com/doc/2016-11-15/"><requestId>r</requestId><vpcSet><item>
      <vpcId>vpc-1</vpcId><isDefault>true</isDefault></item></vpcSet></DescribeVpcsResponse>
      """
    let operation = try #require(EC2.model.operations["DescribeVpcs"])
    let reader = ResponseReader(model: EC2.model, operation: operation)
    for count in 0...body.utf8.count {
      let response = HTTPResponse(status: 200, body: .bytes(Array(body.utf8.prefix(count))))
      let value = try? await reader.value(response)
      #expect((value != nil) == (count == body.utf8.count), "\(count) bytes")
    }
  }

  @Test func everyPrefixOfAJSONAnswerIsAnError() async throws {
    let body = "{\"Commands\":[{\"CommandId\":\"c\",\"RequestedDateTime\":1.5e9,\"Parameters\":{\"a\":[\"b\"]}}]}"
    let operation = try #require(SSM.model.operations["ListCommands"])
    let reader = ResponseReader(model: SSM.model, operation: operation)
    for count in 0..<body.utf8.count {
      let response = HTTPResponse(status: 200, body: .bytes(Array(body.utf8.prefix(count))))
      await #expect(throws: AWSError.self, "\(count) bytes") { try await reader.value(response) }
    }
  }
}
