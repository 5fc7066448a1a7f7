package io.sangam.sample;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/// People, firms and sentences that do not exist. The same seed invents the same ones.
final class Invention {

    private static final List<String> FIRST_NAMES = List.of(
            "Aarav", "Aditi", "Ajay", "Akash", "Amit", "Amrita", "Anand", "Ananya", "Anil", "Anita", "Anjali", "Arjun",
            "Asha", "Bhavna", "Chetan", "Deepa", "Deepak", "Devika", "Dinesh", "Divya", "Esha", "Farhan", "Gaurav",
            "Geeta", "Gopal", "Harish", "Heena", "Imran", "Isha", "Jatin", "Jaya", "Kabir", "Kamal", "Karan", "Kavya",
            "Kiran", "Lakshmi", "Leela", "Madhav", "Manish", "Maya", "Meena", "Mihir", "Mohan", "Nandini", "Naveen",
            "Neha", "Nikhil", "Nisha", "Omkar", "Pallavi", "Pooja", "Prakash", "Pranav", "Priya", "Rahul", "Rajesh",
            "Rekha", "Ritu", "Rohan", "Sachin", "Sana", "Sanjay", "Shreya", "Sneha", "Sunil", "Swati", "Tara", "Usha",
            "Varun", "Vidya", "Vikram", "Vinay", "Yash", "Zoya");

    private static final List<String> LAST_NAMES = List.of(
            "Agarwal",
            "Bajaj",
            "Banerjee",
            "Bhat",
            "Chandra",
            "Chauhan",
            "Chopra",
            "Das",
            "Desai",
            "Deshpande",
            "Dutta",
            "Fernandes",
            "Ghosh",
            "Gill",
            "Gokhale",
            "Gupta",
            "Iyer",
            "Jain",
            "Jadhav",
            "Joshi",
            "Kapoor",
            "Kaur",
            "Khan",
            "Khanna",
            "Kulkarni",
            "Kumar",
            "Malhotra",
            "Mathur",
            "Mehra",
            "Menon",
            "Mishra",
            "Mukherjee",
            "Naik",
            "Nair",
            "Pandey",
            "Patel",
            "Patil",
            "Pillai",
            "Prasad",
            "Rane",
            "Rao",
            "Reddy",
            "Roy",
            "Sahu",
            "Saxena",
            "Sen",
            "Sethi",
            "Shah",
            "Sharma",
            "Shetty",
            "Singh",
            "Sinha",
            "Soni",
            "Thakur",
            "Trivedi",
            "Varma",
            "Verma",
            "Wagh",
            "Yadav");

    private static final List<String> FIRM_NAMES = List.of(
            "Amber",
            "Arcadia",
            "Banyan",
            "Bluebell",
            "Cedar",
            "Chandan",
            "Copper",
            "Coral",
            "Crescent",
            "Delta",
            "Ekta",
            "Everest",
            "Falcon",
            "Ganga",
            "Golden",
            "Harbour",
            "Himalaya",
            "Indigo",
            "Jasmine",
            "Jyoti",
            "Kaveri",
            "Kesar",
            "Lotus",
            "Lumen",
            "Malabar",
            "Mango",
            "Monsoon",
            "Narmada",
            "Nilgiri",
            "Oasis",
            "Orchid",
            "Pallav",
            "Pearl",
            "Peepal",
            "Pioneer",
            "Quartz",
            "Rainbow",
            "Regal",
            "Sagar",
            "Sahyadri",
            "Shakti",
            "Silver",
            "Sunrise",
            "Swift",
            "Tulip",
            "Unity",
            "Vega",
            "Willow",
            "Yamuna",
            "Zenith");

    private static final List<String> TRADES = List.of(
            "Hardware",
            "Traders",
            "Foods",
            "Textiles",
            "Pharma",
            "Electricals",
            "Logistics",
            "Plastics",
            "Agro",
            "Ceramics",
            "Steel",
            "Paper",
            "Chemicals",
            "Motors",
            "Retail",
            "Beverages",
            "Garments",
            "Packaging",
            "Furniture",
            "Tools");

    private static final List<String> CITIES = List.of(
            "Mumbai",
            "Pune",
            "Nagpur",
            "Nashik",
            "Ahmedabad",
            "Surat",
            "Vadodara",
            "Indore",
            "Bhopal",
            "Delhi",
            "Gurugram",
            "Noida",
            "Jaipur",
            "Lucknow",
            "Kanpur",
            "Kolkata",
            "Patna",
            "Ranchi",
            "Bhubaneswar",
            "Hyderabad",
            "Bengaluru",
            "Mysuru",
            "Chennai",
            "Coimbatore",
            "Kochi",
            "Panaji");

    private static final List<String> REMARKS = List.of(
            "Spoke for ten minutes, wants the figures by mail first.",
            "Did not pick up, will try again in the evening.",
            "Asked who else in the area uses it.",
            "Wants to bring the partner to the next meeting.",
            "Price is fine, timing is not: after the audit.",
            "Sent the brochure and two references.",
            "Very interested, decides together with the accountant.",
            "Prefers messages to calls.",
            "Is comparing us with one other offer.",
            "Asked to be called back after the festival.",
            "Documents are complete except the address proof.",
            "Friendly, but in no hurry.",
            "Needs it running before the new quarter.",
            "Office has moved, new address noted.");

    private static final List<String> NEEDS = List.of(
            "Orders still come in by phone and get lost.",
            "Stock figures are a week old when they arrive.",
            "Nobody sees which customers stopped buying.",
            "Wants one place for all branches.",
            "Reports take two days each month.",
            "The present provider does not answer.");

    /// Area codes of the North American plan; with each, 555-0100 to 555-0199 are kept for fiction.
    private static final int[] AREA_CODES = {
        201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 225, 228, 229, 231, 234,
        239, 240, 248, 251, 252, 253, 254, 256
    };

    private final Random random;
    private int phones;
    private int mails;

    Invention(Random random) {
        this.random = random;
    }

    record Person(String first, String last) {

        String name() {
            return first + " " + last;
        }
    }

    Person person() {
        return new Person(one(FIRST_NAMES), one(LAST_NAMES));
    }

    String firm() {
        return one(FIRM_NAMES) + " " + one(TRADES);
    }

    String city() {
        return one(CITIES);
    }

    String remark() {
        return one(REMARKS);
    }

    String need() {
        return one(NEEDS);
    }

    /// E.164; never the same twice.
    String phone() {
        var next = phones++;
        if (next < 1_000) {
            return "+447700900%03d".formatted(next);
        }
        var american = next - 1_000;
        return "+1%d55501%02d".formatted(AREA_CODES[american / 100], american % 100);
    }

    /// Never the same twice.
    String email(Person person) {
        mails++;
        return "%s.%s%d@%s"
                .formatted(person.first(), person.last(), mails, mails % 3 == 0 ? "example.org" : "example.com")
                .toLowerCase(Locale.ROOT);
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
