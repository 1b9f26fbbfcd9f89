// swift-format-ignore-file
// Written by scripts/generate-aws-clients from botocore 1.43.11 (Apache-2.0, see NOTICE).

/// The operations of Service Quotas that Needletail calls.
public struct ServiceQuotas: Sendable {
  /// Where and as whom the calls are made.
  public var session: AWSSession
  /// A client; making one costs nothing.
  public init(_ session: AWSSession) { self.session = session }
  static let model = ServiceModel(table: table)
  /// Calls GetServiceQuota.
  public func getServiceQuota(_ input: GetServiceQuotaInput) async throws -> GetServiceQuotaOutput {
    return try await session.call(ServiceQuotas.model, "GetServiceQuota", input)
  }
}

extension ServiceQuotas {
  public struct ErrorReason: AWSShape {
    public var errorCode: String?
    public var errorMessage: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&errorCode); c(&errorMessage) }
    public static var shape: StructureModel { ServiceQuotas.model["ErrorReason"] }
  }
  public struct GetServiceQuotaInput: AWSShape {
    public var serviceCode: String?
    public var quotaCode: String?
    public var contextId: String?
    public init() {}
    public init(serviceCode: String? = nil, quotaCode: String? = nil, contextId: String? = nil) {
      self.serviceCode = serviceCode; self.quotaCode = quotaCode; self.contextId = contextId
    }
    public mutating func visit(_ c: MemberCoder) { c(&serviceCode); c(&quotaCode); c(&contextId) }
    public static var shape: StructureModel { ServiceQuotas.model["GetServiceQuotaInput"] }
  }
  public struct GetServiceQuotaOutput: AWSShape {
    public var quota: ServiceQuota?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&quota) }
    public static var shape: StructureModel { ServiceQuotas.model["GetServiceQuotaOutput"] }
  }
  public struct MetricInfo: AWSShape {
    public var metricNamespace: String?
    public var metricName: String?
    public var metricDimensions: [String: String]?
    public var metricStatisticRecommendation: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&metricNamespace); c(&metricName); c(&metricDimensions); c(&metricStatisticRecommendation) }
    public static var shape: StructureModel { ServiceQuotas.model["MetricInfo"] }
  }
  public struct QuotaContextInfo: AWSShape {
    public var contextScope: String?
    public var contextScopeType: String?
    public var contextId: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&contextScope); c(&contextScopeType); c(&contextId) }
    public static var shape: StructureModel { ServiceQuotas.model["QuotaContextInfo"] }
  }
  public struct QuotaPeriod: AWSShape {
    public var periodValue: Int?
    public var periodUnit: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&periodValue); c(&periodUnit) }
    public static var shape: StructureModel { ServiceQuotas.model["QuotaPeriod"] }
  }
  public struct ServiceQuota: AWSShape {
    public var serviceCode: String?
    public var serviceName: String?
    public var quotaArn: String?
    public var quotaCode: String?
    public var quotaName: String?
    public var value: Double?
    public var unit: String?
    public var adjustable: Bool?
    public var globalQuota: Bool?
    public var usageMetric: MetricInfo?
    public var period: QuotaPeriod?
    public var errorReason: ErrorReason?
    public var quotaAppliedAtLevel: String?
    public var quotaContext: QuotaContextInfo?
    public var description: String?
    public init() {}
    public mutating func visit(_ c: MemberCoder) { c(&serviceCode); c(&serviceName); c(&quotaArn); c(&quotaCode); c(&quotaName); c(&value); c(&unit); c(&adjustable); c(&globalQuota); c(&usageMetric); c(&period); c(&errorReason); c(&quotaAppliedAtLevel); c(&quotaContext); c(&description) }
    public static var shape: StructureModel { ServiceQuotas.model["ServiceQuota"] }
  }
}

extension ServiceQuotas {
  /// All structures, for tests that walk over them.
  static let shapes: [any AWSShape.Type] = [ErrorReason.self, GetServiceQuotaInput.self, GetServiceQuotaOutput.self, MetricInfo.self, QuotaContextInfo.self, QuotaPeriod.self, ServiceQuota.self]
  static let table = #"""
    $id=Service Quotas|protocol=json|version=2019-06-24|prefix=servicequotas|signing=servicequotas|target=ServiceQuotasV20190624|json=1.1
    !GetServiceQuota POST / GetServiceQuotaInput GetServiceQuotaOutput
    ErrorReason ErrorCode:s ErrorMessage:s
    GetServiceQuotaInput ServiceCode:s:r QuotaCode:s:r ContextId:s
    GetServiceQuotaOutput Quota:@ServiceQuota
    MetricInfo MetricNamespace:s MetricName:s MetricDimensions:{;;s MetricStatisticRecommendation:s
    QuotaContextInfo ContextScope:s ContextScopeType:s ContextId:s
    QuotaPeriod PeriodValue:i PeriodUnit:s
    ServiceQuota ServiceCode:s ServiceName:s QuotaArn:s QuotaCode:s QuotaName:s Value:d Unit:s Adjustable:b GlobalQuota:b UsageMetric:@MetricInfo Period:@QuotaPeriod ErrorReason:@ErrorReason QuotaAppliedAtLevel:s QuotaContext:@QuotaContextInfo Description:s
    """#
}
