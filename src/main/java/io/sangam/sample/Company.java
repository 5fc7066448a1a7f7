package io.sangam.sample;

import io.sangam.tenancy.Preset;
import io.sangam.tenancy.Tenants;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one sample company is made of.
///
/// @param teams each after the team it belongs to
/// @param people each after his manager
record Company(
        Tenants.NewTenant tenant,
        int leads,
        Course course,
        long seed,
        List<SampleTeam> teams,
        List<SamplePerson> people,
        Map<String, @Nullable Object> partner,
        Map<String, List<String>> areas) {

    record SampleTeam(
            String name, @Nullable String parent, @Nullable String leader) {}

    /// @param manager the name of whom he works under
    /// @param ofPartner employed by the partner firm
    /// @param wholePartner sees all of the partner's records, not only his own
    record SamplePerson(
            String name,
            String role,
            @Nullable String team,
            @Nullable String manager,
            boolean ofPartner,
            boolean wholePartner) {

        static SamplePerson of(String name, String role, @Nullable String team, @Nullable String manager) {
            return new SamplePerson(name, role, team, manager, false, false);
        }

        SamplePerson employedByPartner() {
            return new SamplePerson(name, role, team, manager, true, false);
        }

        SamplePerson seeingAllOfIt() {
            return new SamplePerson(name, role, team, manager, ofPartner, true);
        }
    }

    static final Company ACME = new Company(
            tenant("acme", "Acme Distribution", Preset.PARTNER_SALES),
            3_000,
            Course.PARTNER_SALES,
            1_001,
            List.of(
                    new SampleTeam("Sales", null, "Arjun Mehta"),
                    new SampleTeam("Sales North", "Sales", "Arjun Mehta"),
                    new SampleTeam("Sales West", "Sales", "Kavita Rao"),
                    new SampleTeam("Operations", null, null)),
            List.of(
                    SamplePerson.of("Meera Nair", "ADMIN", "Operations", null),
                    SamplePerson.of("Arjun Mehta", "MANAGER", "Sales North", null),
                    SamplePerson.of("Kavita Rao", "MANAGER", "Sales West", "Arjun Mehta"),
                    SamplePerson.of("Rohit Bansal", "SALES", "Sales North", "Arjun Mehta"),
                    SamplePerson.of("Simran Kaur", "SALES", "Sales North", "Arjun Mehta"),
                    SamplePerson.of("Dev Malhotra", "SALES", "Sales North", "Arjun Mehta"),
                    SamplePerson.of("Tanvi Shah", "SALES", "Sales West", "Kavita Rao"),
                    SamplePerson.of("Imran Sheikh", "SALES", "Sales West", "Kavita Rao"),
                    SamplePerson.of("Neela Pillai", "SALES", "Sales West", "Kavita Rao"),
                    SamplePerson.of("Ishaan Verma", "COSALES", "Sales North", "Rohit Bansal"),
                    SamplePerson.of("Farah Khan", "PARTNER", null, "Rohit Bansal")
                            .employedByPartner()
                            .seeingAllOfIt(),
                    SamplePerson.of("Joseph Dsouza", "CALLER", null, "Rohit Bansal")
                            .employedByPartner(),
                    SamplePerson.of("Lata Kulkarni", "CALLER", null, "Tanvi Shah")
                            .employedByPartner(),
                    SamplePerson.of("Om Prakash", "SUPPORT", "Operations", "Meera Nair"),
                    SamplePerson.of("Gauri Joshi", "SUCCESS", "Operations", "Meera Nair"),
                    SamplePerson.of("Web forms", "INTEGRATION", null, null),
                    SamplePerson.of("Salim Ansari", "PACKER", "Operations", "Meera Nair"),
                    SamplePerson.of("Vasudha Iyer", "FINANCE", "Operations", "Meera Nair"),
                    SamplePerson.of("Nikhil Sen", "VIEWER", null, null),
                    SamplePerson.of("Zubin Mistry", "DEV", null, null)),
            Map.of(
                    "name",
                    "Northgate Channel Partners",
                    "type",
                    "growth",
                    "city",
                    "Delhi",
                    "commission",
                    12,
                    "contactName",
                    "Farah Khan",
                    "email",
                    "desk@northgate.example.com"),
            Map.of("North", List.of("Delhi", "Jaipur", "Lucknow"), "West", List.of("Mumbai", "Pune", "Surat")));

    static final Company GLOBEX = new Company(
            tenant("globex", "Globex Broking", Preset.BROKER_OFFICE),
            2_000,
            Course.BROKER_OFFICE,
            2_002,
            List.of(
                    new SampleTeam("Branches", null, "Radha Krishnan"),
                    new SampleTeam("Fort branch", "Branches", "Radha Krishnan"),
                    new SampleTeam("Andheri branch", "Branches", "Cyrus Daruwala"),
                    new SampleTeam("Head office", null, null)),
            List.of(
                    SamplePerson.of("Hema Subramaniam", "ADMIN", "Head office", null),
                    SamplePerson.of("Radha Krishnan", "MANAGER", "Fort branch", null),
                    SamplePerson.of("Cyrus Daruwala", "MANAGER", "Andheri branch", "Radha Krishnan"),
                    SamplePerson.of("Akhil Jain", "SALES", "Fort branch", "Radha Krishnan"),
                    SamplePerson.of("Bina Thomas", "SALES", "Fort branch", "Radha Krishnan"),
                    SamplePerson.of("Chirag Doshi", "SALES", "Andheri branch", "Cyrus Daruwala"),
                    SamplePerson.of("Disha Patil", "SALES", "Andheri branch", "Cyrus Daruwala"),
                    SamplePerson.of("Elvis Pinto", "SALES", "Andheri branch", "Cyrus Daruwala"),
                    SamplePerson.of("Falguni Mehta", "COSALES", "Fort branch", "Akhil Jain"),
                    SamplePerson.of("Girish Kamat", "PARTNER", null, "Akhil Jain")
                            .employedByPartner()
                            .seeingAllOfIt(),
                    SamplePerson.of("Harini Das", "CALLER", null, "Akhil Jain").employedByPartner(),
                    SamplePerson.of("Irfan Qureshi", "SUPPORT", "Head office", "Hema Subramaniam"),
                    SamplePerson.of("Juhi Bhatt", "SUCCESS", "Head office", "Hema Subramaniam"),
                    SamplePerson.of("Account opening forms", "INTEGRATION", null, null),
                    SamplePerson.of("Kishore Pawar", "PACKER", "Head office", "Hema Subramaniam"),
                    SamplePerson.of("Lalit Modak", "FINANCE", "Head office", "Hema Subramaniam"),
                    SamplePerson.of("Mona Singh", "VIEWER", null, null),
                    SamplePerson.of("Naresh Babu", "DEV", null, null)),
            Map.of(
                    "name",
                    "Sahyadri Associates",
                    "type",
                    "regional",
                    "city",
                    "Pune",
                    "commission",
                    8,
                    "contactName",
                    "Girish Kamat",
                    "email",
                    "office@sahyadri.example.com"),
            Map.of("City", List.of("Mumbai"), "Deccan", List.of("Pune", "Nashik")));

    static final Company HARBOUR = new Company(
            tenant("harbour", "Harbour Kitchens", Preset.SIMPLE),
            600,
            Course.SIMPLE,
            3_003,
            List.of(
                    new SampleTeam("Showrooms", null, "Ritu Chawla"),
                    new SampleTeam("East showroom", "Showrooms", "Ritu Chawla"),
                    new SampleTeam("West showroom", "Showrooms", "Ritu Chawla"),
                    new SampleTeam("Workshop", null, null)),
            List.of(
                    SamplePerson.of("Anand Bhave", "ADMIN", "Workshop", null),
                    SamplePerson.of("Ritu Chawla", "MANAGER", "East showroom", null),
                    SamplePerson.of("Sahil Arora", "SALES", "East showroom", "Ritu Chawla"),
                    SamplePerson.of("Tara Menezes", "SALES", "East showroom", "Ritu Chawla"),
                    SamplePerson.of("Uday Shetty", "SALES", "West showroom", "Ritu Chawla"),
                    SamplePerson.of("Vidya Rane", "SALES", "West showroom", "Ritu Chawla"),
                    SamplePerson.of("Wasim Akhtar", "COSALES", "East showroom", "Sahil Arora"),
                    SamplePerson.of("Yamini Sood", "CALLER", null, "Sahil Arora")
                            .employedByPartner(),
                    SamplePerson.of("Zoya Merchant", "SUPPORT", "Workshop", "Anand Bhave"),
                    SamplePerson.of("Bhaskar Rao", "SUCCESS", "Workshop", "Anand Bhave"),
                    SamplePerson.of("Enquiry forms", "INTEGRATION", null, null),
                    SamplePerson.of("Chetan Gaikwad", "VIEWER", null, null)),
            Map.of(
                    "name",
                    "Lagoon Interiors",
                    "type",
                    "direct",
                    "city",
                    "Kochi",
                    "commission",
                    5,
                    "contactName",
                    "Yamini Sood",
                    "email",
                    "studio@lagoon.example.com"),
            Map.of("Coast", List.of("Mumbai", "Panaji", "Kochi"), "Inland", List.of("Pune", "Bengaluru")));

    private static Tenants.NewTenant tenant(String slug, String name, Preset preset) {
        return new Tenants.NewTenant(slug, name, ZoneId.of("Asia/Kolkata"), "INR", "IN", "en", preset);
    }
}
