import Foundation
import HostKit
import IncidentResponse
import Testing

/// `infrastructure/response.yaml` with the rules that are written into it when it is sent.
@Suite struct ResponseTemplateTests {
  static func file() throws -> String {
    try String(contentsOfFile: Repository.path("infrastructure/response.yaml"), encoding: .utf8)
  }

  /// As full as it gets.
  static func full() throws -> String {
    let targets = (1...118).map { Samples.target($0, addresses: ["10.0.0.\($0)", "10.0.1.\($0)"]) }
    return try ResponseTemplate.text(file(), admitting: ResponseTemplate.admissions(targets))
  }

  @Test func mistake2EveryAddressOfEveryTargetMayReadTheTools() throws {
    let text = try Self.full()
    #expect(text.utf8.count <= TargetStackTemplate.inlineLimit, "\(text.utf8.count)")
    for number in 1...118 {
      for net in 0...1 {
        let rules = text.split(separator: "\n").filter { $0.contains("CidrIp: 10.0.\(net).\(number)/32, ") }
        #expect(rules.count == 1 && rules[0].contains(Samples.target(number).instanceID))
      }
    }
    let groups = text.components(separatedBy: "  ToolsGroup").dropFirst().prefix(4)
    for group in groups { #expect(group.components(separatedBy: "CidrIp: 10.").count - 1 == 59) }
    #expect(!text.contains("# Targets"))
  }

  @Test func moreAddressesThanTheToolsGroupsTakeAreRefused() throws {
    let error = #expect(throws: TemplateError.self) {
      try ResponseTemplate.admissions((1...237).map { Samples.target($0) })
    }
    #expect(error?.code == .tooLarge)
    #expect(try ResponseTemplate.admissions((1...236).map { Samples.target($0) }).count == 236)
  }

  @Test func aFileWithoutItsMarksAndWordsThatAreNoneOfOursAreRefused() throws {
    let file = try Self.file()
    func code(_ text: String, _ address: String = "10.0.0.1", _ instance: String = "i-00000001") -> TemplateError.Code?
    {
      do {
        _ = try ResponseTemplate.text(
          text, admitting: [ResponseTemplate.Admission(address: address, instance: instance)])
      } catch { return error.code }
      return nil
    }
    #expect(code(file) == nil)
    #expect(code(file.replacingOccurrences(of: "# Targets 3", with: "# targets 3")) == .malformed)
    #expect(code(file.replacingOccurrences(of: "# Targets 2", with: "# Targets 4")) == .malformed)
    #expect(code(file + "\n# Targets 5\n") == .malformed)
    #expect(code(file, "10.0.0.0/8") == .malformed && code(file, "10.0.0.1, Description: x}") == .malformed)
    #expect(code(file, "10.0.0.1", "i-1}\n- {") == .malformed)
  }
}
